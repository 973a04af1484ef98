package dev.countersign.service.content.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Credentials in a file, as the AWS command line keeps them; of several profiles the first. */
final class S3Credentials {
    private static final String KEY_ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";

    private S3Credentials() {}

    /**
     * Reads the file.
     *
     * @throws IllegalStateException with what to set, when it cannot be read or lacks one of them; says no value
     */
    static AwsCredentialsIdentity read(Path file) {
        Map<String, String> found = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    found.putIfAbsent(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(S3Settings.CREDENTIALS + " is " + file + ", which cannot be read", e);
        }
        return AwsCredentialsIdentity.create(value(found, KEY_ID, file), value(found, SECRET, file));
    }

    private static String value(Map<String, String> found, String name, Path file) {
        String value = found.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException(file + " has no " + name + " (expected: lines such as " + name + " = ...)");
        }
        return value;
    }
}
