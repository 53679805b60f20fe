package com.telemedicalservices.testkit;

import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Closes the application context of a class {@link WithServers} when the class is done: its
 * consumers would take the next class's events.
 */
final class ClosingTheContext implements TestExecutionListener {

  @Override
  public void afterTestClass(TestContext test) {
    var testClass = test.getTestClass();
    if (testClass == ServersOfClass.outermost(testClass)
        && testClass.isAnnotationPresent(WithServers.class)
        && test.hasApplicationContext()) {
      test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
    }
  }
}
