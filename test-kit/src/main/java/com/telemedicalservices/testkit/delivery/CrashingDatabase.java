package com.telemedicalservices.testkit.delivery;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The driver, with every call that goes to the server being one of a process's steps. */
final class CrashingDatabase {

  private static final List<Class<?>> WRAPPED =
      List.of(
          MongoDatabase.class, MongoCollection.class, FindIterable.class, AggregateIterable.class);

  /** Methods that ask the server nothing yet. */
  private static final Set<String> PREPARING = Set.of("find", "aggregate", "toString", "hashCode");

  private CrashingDatabase() {}

  static MongoDatabase of(MongoDatabase real, Steps steps) {
    return (MongoDatabase) wrap(MongoDatabase.class, real, real.getName(), steps);
  }

  private static Object wrap(Class<?> type, Object real, String name, Steps steps) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          String step = name + '.' + method.getName();
          Object result =
              isPreparing(method)
                  ? call(real, method, arguments)
                  : steps.take(step, () -> call(real, method, arguments));
          return result == null ? null : wrapped(result, real, step, name, steps);
        });
  }

  /** What is given back is wrapped too; a query that refines itself stays the same proxy's kind. */
  private static Object wrapped(Object result, Object real, String step, String name, Steps steps) {
    for (Class<?> type : WRAPPED) {
      if (type.isInstance(result)) {
        boolean same = type.isInstance(real);
        String inner =
            result instanceof MongoCollection<?> c
                ? c.getNamespace().getCollectionName()
                : same ? name : step;
        return wrap(type, result, inner, steps);
      }
    }
    return result;
  }

  private static boolean isPreparing(Method method) {
    return PREPARING.contains(method.getName())
        || method.getName().startsWith("with")
        || method.getName().startsWith("get")
        || WRAPPED.contains(method.getReturnType());
  }

  private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Exception {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
