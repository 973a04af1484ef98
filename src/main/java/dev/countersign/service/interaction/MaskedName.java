package dev.countersign.service.interaction;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A name of which only the first letter of each word can be read: enough to recognise, too little to learn. */
final class MaskedName {
    private static final String MASK = "\u2022\u2022\u2022";

    private MaskedName() {}

    static String of(String name) {
        return Arrays.stream(name.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toString(word.codePointAt(0)) + MASK)
                .collect(Collectors.joining(" "));
    }
}
