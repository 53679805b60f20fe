package com.telemedicalservices.kit.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** JSON that was written before and goes out as it is. */
record WrittenJson(@JsonValue @JsonRawValue String json) {}
