package com.telemedicalservices.followup.web;

import java.util.List;

/**
 * What a person in danger is shown before anything else.
 *
 * @param level LOW, MODERATE or HIGH for the risk of suicide; EMERGENCY for an unwanted effect
 * @param contacts whom to call now
 * @param en in English
 * @param es in Spanish
 * @param version version of the texts
 */
record CrisisCard(String level, List<Contact> contacts, Text en, Text es, String version) {

  /**
   * Whom to call.
   *
   * @param action call, or call-or-text
   * @param number the number
   */
  record Contact(String action, String number) {}

  /**
   * The card in one language.
   *
   * @param title what this is
   * @param message what to do now
   * @param next what happens next
   */
  record Text(String title, String message, String next) {
    Text followedBy(String what) {
      return new Text(title, message, what);
    }
  }
}
