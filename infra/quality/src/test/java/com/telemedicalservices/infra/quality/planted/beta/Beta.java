package com.telemedicalservices.infra.quality.planted.beta;

public class Beta {}
