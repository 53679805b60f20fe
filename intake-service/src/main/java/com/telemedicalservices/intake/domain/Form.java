package com.telemedicalservices.intake.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form a patient fills in, as far as the rules need to know it: which items it has, which answers
 * they admit, and which of them a complete form has answered. Answers are kept by key: the item's
 * link id, with {@code #} and a number behind it in a block that can be repeated.
 *
 * @param code its code, for example {@code phq-9}
 * @param version version of its text
 * @param items its items, in order
 */
public record Form(String code, String version, List<Item> items) {

  public Form {
    items = List.copyOf(items);
  }

  /** The item an answer with this key belongs to. */
  public Optional<Item> item(String key) {
    return AnswerKey.read(key)
        .flatMap(
            read ->
                (read.block() == 0 ? items : inBlocks())
                    .stream().filter(item -> item.linkId().equals(read.linkId())).findFirst())
        .filter(item -> !(item instanceof Item.Block));
  }

  private List<Item> inBlocks() {
    return items.stream()
        .flatMap(item -> item instanceof Item.Block block ? block.items().stream() : Stream.empty())
        .toList();
  }

  /** The keys of the items that are asked, must be answered, and are not. */
  public List<String> missing(Map<String, Answer> answers) {
    List<String> missing = new ArrayList<>();
    for (Item item : items) {
      if (!isAsked(item, 0, answers)) {
        continue;
      }
      if (item instanceof Item.Block block) {
        begun(block, answers.keySet())
            .forEach(number -> collect(block.items(), number, answers, missing));
      } else {
        collect(List.of(item), 0, answers, missing);
      }
    }
    return missing;
  }

  private static void collect(
      List<Item> items, int block, Map<String, Answer> answers, List<String> missing) {
    for (Item item : items) {
      String key = AnswerKey.written(item.linkId(), block);
      if (item.required() && isAsked(item, block, answers) && !answers.containsKey(key)) {
        missing.add(key);
      }
    }
  }

  /** The blocks something was answered in. */
  private static SortedSet<Integer> begun(Item.Block block, Set<String> answered) {
    SortedSet<Integer> begun = new TreeSet<>();
    for (String written : answered) {
      AnswerKey.read(written)
          .filter(
              key -> block.items().stream().anyMatch(item -> item.linkId().equals(key.linkId())))
          .ifPresent(key -> begun.add(key.block()));
    }
    return begun;
  }

  /** These keys in the order of the items, block by block; those of no item come last. */
  public List<String> inOrder(Set<String> keys) {
    Set<String> ordered = new LinkedHashSet<>();
    for (Item item : items) {
      if (item instanceof Item.Block block) {
        for (int number : begun(block, keys)) {
          block.items().forEach(each -> ordered.add(AnswerKey.written(each.linkId(), number)));
        }
      } else {
        ordered.add(item.linkId());
      }
    }
    ordered.retainAll(keys);
    keys.stream().sorted().forEach(ordered::add);
    return List.copyOf(ordered);
  }

  /** Whether an item is asked, given the other answers; false for an item of another form. */
  public boolean isAsked(String key, Map<String, Answer> answers) {
    return AnswerKey.read(key)
        .flatMap(read -> item(key).map(item -> isAsked(item, read.block(), answers)))
        .orElse(false);
  }

  private static boolean isAsked(Item item, int block, Map<String, Answer> answers) {
    Item.Condition condition = item.askedWhen();
    return condition == null
        || condition.answer().equals(answer(condition.linkId(), block, answers));
  }

  private static @Nullable Answer answer(String linkId, int block, Map<String, Answer> answers) {
    return answers.get(AnswerKey.written(linkId, block));
  }
}
