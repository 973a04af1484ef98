package dev.countersign.service.access.store;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A set of words in one column. */
final class Words {
    private Words() {}

    static String join(Set<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }

    static Set<String> split(String joined) {
        return Arrays.stream(joined.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
