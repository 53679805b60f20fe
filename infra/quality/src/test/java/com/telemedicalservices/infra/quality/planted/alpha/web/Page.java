package com.telemedicalservices.infra.quality.planted.alpha.web;

public class Page {}
