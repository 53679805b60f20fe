package com.telemedicalservices.infra.quality.planted.alpha.domain;

import com.telemedicalservices.infra.quality.planted.kit.domain.Decided;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PureState(String id, List<Instant> times, @Nullable Decided decided, int[][] counts) {}
