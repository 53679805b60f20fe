package com.telemedicalservices.kit.store;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.springframework.core.ResolvableType;
import org.springframework.data.convert.ConfigurableTypeInformationMapper;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * Between a state and its BSON form, by Spring Data's converter. Members of sealed families carry
 * their simple name in the field {@value #KIND}: never a class name with its package, so that code
 * can be moved without touching what is stored.
 *
 * @param <S> the state
 */
public final class StateCodec<S> {

  static final String KIND = "kind";

  private final Class<S> stateType;
  private final MappingMongoConverter converter;

  /** For states of this type. */
  public StateCodec(Class<S> stateType) {
    this.stateType = stateType;
    MongoCustomConversions conversions =
        MongoCustomConversions.create(
            adapter ->
                adapter
                    .useNativeDriverJavaTimeCodecs()
                    .bigDecimal(MongoCustomConversions.BigDecimalRepresentation.DECIMAL128));
    MongoMappingContext context = new MongoMappingContext();
    context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
    context.setInitialEntitySet(Set.of(stateType));
    context.afterPropertiesSet();
    this.converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
    converter.setCustomConversions(conversions);
    converter.setTypeMapper(
        new DefaultMongoTypeMapper(
            KIND, List.of(new ConfigurableTypeInformationMapper(sealedMembers(stateType)))));
    converter.afterPropertiesSet();
  }

  /** The form in which a state is stored. */
  public Document write(S state) {
    Document document = new Document();
    converter.write(state, document);
    return document;
  }

  /** The state that was stored in this form. */
  public S read(Document document) {
    return converter.read(stateType, document);
  }

  private static Map<Class<?>, String> sealedMembers(Class<?> root) {
    Map<Class<?>, String> names = new HashMap<>();
    collect(root, names, new HashSet<>());
    return names;
  }

  private static void collect(Class<?> type, Map<Class<?>, String> names, Set<Class<?>> seen) {
    if (!seen.add(type)) {
      return;
    }
    if (type.isSealed()) {
      for (Class<?> member : type.getPermittedSubclasses()) {
        if (member.isRecord() && names.putIfAbsent(member, member.getSimpleName()) == null) {
          requireUnambiguous(names, member);
        }
        collect(member, names, seen);
      }
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        classesOf(component.getGenericType()).forEach(used -> collect(used, names, seen));
      }
    }
  }

  private static void requireUnambiguous(Map<Class<?>, String> names, Class<?> member) {
    long sameName = names.values().stream().filter(member.getSimpleName()::equals).count();
    if (sameName > 1) {
      throw new IllegalArgumentException(
          "Two members of sealed families are called " + member.getSimpleName());
    }
  }

  private static List<Class<?>> classesOf(Type type) {
    ResolvableType resolvable = ResolvableType.forType(type);
    if (resolvable.hasGenerics()) {
      return Arrays.stream(resolvable.getGenerics())
          .flatMap(generic -> classesOf(generic.getType()).stream())
          .toList();
    }
    Class<?> resolved = resolvable.resolve();
    return resolved == null ? List.of() : List.of(resolved);
  }
}
