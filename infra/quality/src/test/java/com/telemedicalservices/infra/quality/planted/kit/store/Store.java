package com.telemedicalservices.infra.quality.planted.kit.store;

public class Store {}
