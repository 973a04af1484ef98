package dev.countersign.service.push.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Headers in a file, one {@code Name: value} a line: they hold secrets, so they are no setting of their own. */
final class HeaderFile {
    private HeaderFile() {}

    /**
     * Reads the file.
     *
     * @throws IllegalStateException with what to set, when it cannot be read or a line is no header; says no value
     */
    static Map<String, String> read(Path file) {
        Map<String, String> headers = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    int colon = line.indexOf(':');
                    if (colon < 1 || !line.substring(0, colon).matches("[A-Za-z0-9-]+")) {
                        throw new IllegalStateException(file + ": a line (expected: Name: value)");
                    }
                    headers.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "countersign.text-messages.headers-file is " + file + ", which cannot be read", e);
        }
        return headers;
    }
}
