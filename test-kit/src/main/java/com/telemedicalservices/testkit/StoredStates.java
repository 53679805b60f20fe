package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.telemedicalservices.kit.store.StateCodec;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.jspecify.annotations.Nullable;

/**
 * Shows that states survive being stored: written by the store's own codec, to the very bytes that
 * go to MongoDB, and read back equal. A service tries one state of each kind, with every optional
 * field once there and once not.
 */
public final class StoredStates {

  private StoredStates() {}

  /** Every one of these states comes back as it was. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <S> void roundTrip(Class<S> stateType, S... states) {
    roundTrip(stateType, List.of(states));
  }

  /** Every one of these states comes back as it was. */
  public static <S> void roundTrip(Class<S> stateType, Collection<? extends S> states) {
    assertThat(states).as("states to store").isNotEmpty();
    StateCodec<S> codec = new StateCodec<>(stateType);
    Codec<Document> bson = MongoClientSettings.getDefaultCodecRegistry().get(Document.class);
    for (S state : states) {
      Document written = codec.write(state);
      S read = codec.read(new RawBsonDocument(written, bson).decode(bson));
      assertThat(read).as("state read back").isEqualTo(state);
      assertNoClassNames(written);
    }
  }

  /** What is stored must not know in which package a class lives. */
  private static void assertNoClassNames(@Nullable Object value) {
    switch (value) {
      case null -> {}
      case Document document ->
          document.forEach(
              (name, inner) -> {
                if (Set.of("_class", "kind").contains(name) && inner instanceof String type) {
                  assertThat(type).as("type in the field " + name).doesNotContain(".");
                }
                assertNoClassNames(inner);
              });
      case Collection<?> many -> many.forEach(StoredStates::assertNoClassNames);
      default -> {}
    }
  }
}
