package com.telemedicalservices.infra.quality.planted.alpha.stream;

public class Listener {}
