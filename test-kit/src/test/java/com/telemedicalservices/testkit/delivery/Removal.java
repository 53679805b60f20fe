package com.telemedicalservices.testkit.delivery;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a protection is taken out of the class file it is in. What is put in its place stands in
 * {@link Unprotected}.
 */
sealed interface Removal {

  /** The class that is changed. */
  String className();

  /** The method that is changed, with the lambdas in it. */
  String method();

  /** The change; counts each place where it was made. */
  ClassTransform transform(AtomicInteger made);

  /**
   * A call, made to something else instead.
   *
   * @param callee the type by its simple name and the method that is called
   * @param place which of these calls in the method, the first being 1; all when 0
   * @param instead the method of {@link Unprotected} that is called
   */
  record OfCall(String className, String method, String callee, int place, String instead)
      implements Removal {

    @Override
    public ClassTransform transform(AtomicInteger made) {
      AtomicInteger found = new AtomicInteger();
      return ClassTransform.transformingMethodBodies(
          this::concerns,
          (code, element) -> {
            if (element instanceof InvokeInstruction call
                && callee.equals(calleeOf(call))
                && (found.incrementAndGet() == place || place == 0)) {
              made.incrementAndGet();
              callInstead(code, call.typeSymbol().returnType(), instead);
            } else {
              code.with(element);
            }
          });
    }

    private static String calleeOf(InvokeInstruction call) {
      String owner = call.owner().asInternalName();
      return owner.substring(owner.lastIndexOf('/') + 1) + '.' + call.name().stringValue();
    }
  }

  /**
   * All that a method does, done otherwise.
   *
   * @param instead the method of {@link Unprotected} that is called, with the object and what the
   *     method was given
   */
  record OfBody(String className, String method, String instead) implements Removal {

    @Override
    public ClassTransform transform(AtomicInteger made) {
      return ClassTransform.transformingMethods(
          candidate -> candidate.methodName().equalsString(method),
          (builder, element) -> {
            if (element instanceof CodeModel old) {
              made.incrementAndGet();
              builder.withCode(code -> hand(code, old.parent().orElseThrow()));
            } else {
              builder.with(element);
            }
          });
    }

    private void hand(CodeBuilder code, MethodModel replaced) {
      if (!replaced.flags().has(AccessFlag.STATIC)) {
        code.aload(code.receiverSlot());
      }
      MethodTypeDesc type = replaced.methodTypeSymbol();
      for (int i = 0; i < type.parameterCount(); i++) {
        code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
      }
      callInstead(code, type.returnType(), instead);
      code.return_(TypeKind.from(type.returnType()));
    }
  }

  /**
   * A catch, so that what it caught goes on its way.
   *
   * @param caught the type of what is caught
   */
  record OfCatch(String className, String method, Class<? extends Throwable> caught)
      implements Removal {

    @Override
    public ClassTransform transform(AtomicInteger made) {
      ClassDesc type = ClassDesc.of(caught.getName());
      return ClassTransform.transformingMethodBodies(
          this::concerns,
          (code, element) -> {
            if (element instanceof ExceptionCatch handler
                && handler.catchType().filter(entry -> entry.matches(type)).isPresent()) {
              made.incrementAndGet();
            } else {
              code.with(element);
            }
          });
    }
  }

  /** The class file without it. */
  default byte[] from(byte[] original, ClassLoader others) {
    ClassFile files =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(others)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    ClassModel model = files.parse(original);
    AtomicInteger made = new AtomicInteger();
    byte[] changed = files.transformClass(model, transform(made));
    if (made.get() == 0) {
      throw new IllegalStateException("A protection is no longer where it was: " + this);
    }
    return changed;
  }

  /** Whether code is part of the method, or of a lambda in it. */
  default boolean concerns(MethodModel candidate) {
    String name = candidate.methodName().stringValue();
    return name.equals(method()) || name.startsWith("lambda$" + method() + '$');
  }

  /** Calls a method of {@link Unprotected} with what lies on the stack. */
  private static void callInstead(CodeBuilder code, ClassDesc returned, String instead) {
    Method method =
        Arrays.stream(Unprotected.class.getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(instead))
            .findFirst()
            .orElseThrow();
    MethodTypeDesc type =
        MethodTypeDesc.of(
            descriptionOf(method.getReturnType()),
            Arrays.stream(method.getParameterTypes()).map(Removal::descriptionOf).toList());
    code.invokestatic(descriptionOf(Unprotected.class), instead, type);
    if (!type.returnType().equals(returned)) {
      code.checkcast(returned);
    }
  }

  private static ClassDesc descriptionOf(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
