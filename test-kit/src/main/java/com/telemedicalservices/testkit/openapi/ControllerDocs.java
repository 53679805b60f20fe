package com.telemedicalservices.testkit.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the controllers' comments say of their methods, read from the sources. */
final class ControllerDocs {

  /**
   * A method's comment.
   *
   * @param summary its first sentence
   * @param description the rest
   */
  record Doc(String summary, String description) {}

  private final Map<String, Doc> docs = new HashMap<>();

  private ControllerDocs() {}

  /** The comments of all controllers below a folder of sources. */
  static ControllerDocs in(Path sources) {
    ControllerDocs found = new ControllerDocs();
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> controllers =
          files.filter(file -> file.toString().endsWith("Controller.java")).toList();
      // The compiler refuses to read nothing; a module's only controller may be nested in a test.
      if (!controllers.isEmpty()) {
        found.read(controllers);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private void read(List<Path> controllers) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(controllers));
      DocTrees comments = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        TreePath root = new TreePath(unit);
        unit.getTypeDecls().stream()
            .filter(ClassTree.class::isInstance)
            .map(ClassTree.class::cast)
            .forEach(type -> read(type, new TreePath(root, type), comments));
      }
    }
  }

  private void read(ClassTree type, TreePath path, DocTrees comments) {
    for (var member : type.getMembers()) {
      if (member instanceof MethodTree method) {
        DocCommentTree comment = comments.getDocCommentTree(new TreePath(path, method));
        if (comment != null) {
          docs.put(
              type.getSimpleName() + "." + method.getName(),
              new Doc(text(comment.getFirstSentence()), text(comment.getBody())));
        }
      }
    }
  }

  private static String text(List<? extends DocTree> parts) {
    return parts.stream()
        .map(
            part ->
                switch (part) {
                  case LiteralTree literal -> "`" + literal.getBody().getBody().strip() + "`";
                  case LinkTree link ->
                      link.getLabel().isEmpty()
                          ? link.getReference().getSignature()
                          : text(link.getLabel());
                  default -> part.toString();
                })
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** What is said of a method; null when nothing is. */
  @Nullable Doc of(Method method) {
    return docs.get(method.getDeclaringClass().getSimpleName() + "." + method.getName());
  }
}
