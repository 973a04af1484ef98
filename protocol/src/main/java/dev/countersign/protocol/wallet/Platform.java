package dev.countersign.protocol.wallet;

import dev.countersign.protocol.MalformedInputException;
import java.util.Locale;

/** On what a wallet runs. */
public enum Platform {
    /** An app for Android. */
    ANDROID,
    /** An app for iOS. */
    IOS,
    /** A program on a Java virtual machine. */
    JVM,
    /** A page in a browser. */
    WEB;

    /** Returns the name as it stands in JSON, as in {@code android}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name as it stands in JSON.
     *
     * @throws MalformedInputException when there is no such name
     */
    public static Platform parse(String wireName) {
        for (Platform platform : values()) {
            if (platform.wireName().equals(wireName)) {
                return platform;
            }
        }
        throw new MalformedInputException("Countersign wallet: platform (expected: android, ios, jvm or web)");
    }
}
