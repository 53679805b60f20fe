package com.telemedicalservices.testkit.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The kit once more, and with it the tests that use it, perhaps without one of its protections. The
 * servers, which know nothing of the kit, are those of everybody.
 */
final class KitOfItsOwn extends ClassLoader {

  private static final String ROOT = "com.telemedicalservices.";

  /** The kit and all that gives its types to it or takes them from it. */
  private static final List<String> OWN =
      List.of(ROOT + "kit.", ROOT + "testkit.delivery.", ROOT + "testkit.sample.");

  private final Optional<Removal> removal;

  private KitOfItsOwn(Optional<Removal> removal) {
    super("a kit of its own", KitOfItsOwn.class.getClassLoader());
    this.removal = removal;
  }

  /** Nothing is missing. */
  static KitOfItsOwn whole() {
    return new KitOfItsOwn(Optional.empty());
  }

  /**
   * Something is missing.
   *
   * @throws IllegalStateException when it is no longer where it was
   */
  static KitOfItsOwn without(Removal removal) {
    KitOfItsOwn kit = new KitOfItsOwn(Optional.of(removal));
    // Verified at once: within a test an error of ours would look like a protection missed.
    kit.own(removal.className());
    kit.own(Unprotected.class.getName());
    return kit;
  }

  /** A class as it is here. */
  Class<?> own(String name) {
    try {
      return Class.forName(name, true, this);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("A protection is no longer where it was: " + removal, e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (OWN.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] original = file.readAllBytes();
      byte[] code =
          removal
              .filter(wanted -> wanted.className().equals(name))
              .map(wanted -> wanted.from(original, this))
              .orElse(original);
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
