package com.telemedicalservices.infra.quality.planted.alpha.service;

class FifthRoom {}
