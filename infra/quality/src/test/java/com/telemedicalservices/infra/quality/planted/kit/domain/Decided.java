package com.telemedicalservices.infra.quality.planted.kit.domain;

public record Decided(String id) {}
