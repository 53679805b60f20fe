package com.telemedicalservices.kit;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator may set for every service alike.
 *
 * @param kafkaBrokers bootstrap servers
 * @param storePatience how long a caller waits for the database before it is told to try again
 * @param clockFile file that moves the clinic's clock; refused outside the profile {@code local}
 * @param services base URL of each service, by its short name
 */
@Validated
@ConfigurationProperties("telemedical")
public record KitProperties(
    @NotBlank String kafkaBrokers,
    @DefaultValue("5s") Duration storePatience,
    @Nullable Path clockFile,
    @DefaultValue Map<String, String> services) {}
