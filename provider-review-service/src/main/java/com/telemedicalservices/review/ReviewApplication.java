package com.telemedicalservices.review;

import com.mongodb.client.model.Indexes;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.AppendLog;
import com.telemedicalservices.kit.store.Attempts;
import com.telemedicalservices.kit.store.Stores;
import com.telemedicalservices.review.domain.Access;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.candidacy.RuleSets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Where providers decide who may be treated, and where that is taken back. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ReviewProperties.class)
public class ReviewApplication {

  public static void main(String[] args) {
    SpringApplication.run(ReviewApplication.class, args);
  }

  @Bean
  RuleSets candidacyRules() {
    return CandidacyRules.all();
  }

  @Bean
  Basis basis(ReviewProperties properties, RuleSets candidacyRules) {
    return new Basis(properties.policy(), candidacyRules.inForce(), WorkUpPlans.shipped());
  }

  @Bean
  Letters letters() {
    return Letters.shipped();
  }

  @Bean
  Review review(Basis basis) {
    return new Review(basis);
  }

  /**
   * All indexes end in the order of the queue, so that a page costs what it shows. Whatever else a
   * page is narrowed down by is looked at among those, of which few are not over.
   */
  @Bean
  AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews(
      Stores stores, Review review, Attempts<ReviewState, ReviewCommand> dossiers) {
    return stores
        .of("reviews", review, ReviewState.class)
        .index(
            "queue",
            Indexes.ascending(
                "state.queue.needsProvider", "state.queue.urgency", "state.queue.since", "_id"))
        .index(
            "status",
            Indexes.ascending(
                "state.queue.status", "state.queue.urgency", "state.queue.since", "_id"))
        .index(
            "clinic",
            Indexes.ascending(
                "state.queue.status",
                "state.file.clinicId",
                "state.queue.urgency",
                "state.queue.since",
                "_id"))
        .attempts(dossiers)
        .open();
  }

  /** Who was shown which review; see ADR 0013. */
  @Bean
  AppendLog<Access> accesses(Stores stores) {
    return stores.log(
        "accesses",
        Access.class,
        Indexes.compoundIndex(Indexes.ascending("episodeId"), Indexes.descending("at", "_id")));
  }
}
