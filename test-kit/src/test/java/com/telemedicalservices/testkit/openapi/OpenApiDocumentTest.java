package com.telemedicalservices.testkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiDocumentTest {

  @Test
  void the_same_service_has_the_same_document_wherever_it_runs_and_however_it_was_described() {
    String one =
        OpenApiDocument.normal(
            """
            {"servers":[{"url":"http://localhost:1"}],"paths":{"/b":{"y":1,"x":[2,1]},"/a":{}},
             "required":["b","a"]}\
            """);
    String other =
        OpenApiDocument.normal(
            """
            {"required":["a","b"],"paths":{"/a":{},"/b":{"x":[2,1],"y":1}},
             "servers":[{"url":"http://localhost:2"}]}\
            """);

    assertThat(one).isEqualTo(other).doesNotContain("localhost").endsWith("}\n");
    assertThat(OpenApiDocument.normal("{\"parameters\":[1,2]}"))
        .isNotEqualTo(OpenApiDocument.normal("{\"parameters\":[2,1]}"));
  }

  @Test
  void the_comment_of_a_controller_says_what_its_method_is_for(@TempDir Path sources)
      throws Exception {
    Files.writeString(
        sources.resolve("TallyController.java"),
        """
        /** Tallies. */
        class TallyController {
          /**
           * Counts one. For {@link Anybody}. Errors: {@code
           * tally-full}.
           */
          void count() {}

          void silent() {}
        }
        """);
    class TallyController {
      void count() {}

      void silent() {}
    }

    ControllerDocs docs = ControllerDocs.in(sources);

    assertThat(docs.of(TallyController.class.getDeclaredMethod("count")))
        .isEqualTo(new ControllerDocs.Doc("Counts one.", "For Anybody. Errors: `tally-full`."));
    assertThat(docs.of(TallyController.class.getDeclaredMethod("silent"))).isNull();
  }
}
