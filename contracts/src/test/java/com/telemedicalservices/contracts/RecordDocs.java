package com.telemedicalservices.contracts;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the Javadoc of the event records says about them and their fields. Read from the source,
 * because Javadoc does not survive compilation, so that a field is described in one place only.
 */
final class RecordDocs {

  private static final Path SOURCES =
      Path.of("src/main/java", RecordDocs.class.getPackageName().replace('.', '/'));

  private final Map<String, String> texts = new HashMap<>();

  private RecordDocs() {}

  static RecordDocs read() {
    RecordDocs docs = new RecordDocs();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.list(SOURCES)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources.sorted().toList()));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        docs.collect(unit, trees);
      }
      return docs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a record is; empty for other types, which the field that uses them describes. */
  Optional<String> of(Class<?> type) {
    return !type.isRecord()
        ? Optional.empty()
        : Optional.ofNullable(texts.get(type.getCanonicalName()));
  }

  /** What one component of a record is. */
  Optional<String> of(Class<?> type, String component) {
    return Optional.ofNullable(texts.get(type.getCanonicalName() + "#" + component));
  }

  private void collect(CompilationUnitTree unit, DocTrees trees) {
    Deque<String> names = new ArrayDeque<>(List.of(unit.getPackageName().toString()));
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void unused) {
        names.addLast(names.getLast() + "." + type.getSimpleName());
        DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
        if (comment != null) {
          put(names.getLast(), comment);
        }
        super.visitClass(type, null);
        names.removeLast();
        return null;
      }
    }.scan(unit, null);
  }

  private void put(String type, DocCommentTree comment) {
    texts.put(type, text(comment.getFullBody()));
    for (DocTree tag : comment.getBlockTags()) {
      if (tag instanceof ParamTree param && !param.isTypeParameter()) {
        texts.put(type + "#" + param.getName(), text(param.getDescription()));
      }
    }
  }

  private static String text(List<? extends DocTree> parts) {
    return parts.stream()
        .map(part -> part instanceof LiteralTree code ? code.getBody().getBody() : part.toString())
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }
}
