package dev.countersign.samples.phone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The files of the screen, each by its name: nothing else is served. */
final class ScreenFiles {
    static final Map<String, ScreenFile> ROUTES = routes();

    /** A file and what it is. */
    record ScreenFile(String name, String type) {}

    private ScreenFiles() {}

    private static Map<String, ScreenFile> routes() {
        Map<String, ScreenFile> routes = new TreeMap<>();
        routes.put("/", new ScreenFile("index.html", "text/html; charset=utf-8"));
        routes.put("/phone.css", new ScreenFile("phone.css", "text/css; charset=utf-8"));
        routes.put("/icon.svg", new ScreenFile("icon.svg", "image/svg+xml"));
        for (String module : new String[] {
            "add",
            "backend",
            "consent",
            "dom",
            "format",
            "history",
            "home",
            "icons",
            "messages",
            "outcome",
            "parts",
            "phone",
            "settings",
            "waiting",
            "words"
        }) {
            routes.put("/" + module + ".js", new ScreenFile(module + ".js", "text/javascript; charset=utf-8"));
        }
        return routes;
    }

    static byte[] read(ScreenFile file) {
        try (InputStream in = ScreenFiles.class.getResourceAsStream("/phone/" + file.name())) {
            if (in == null) {
                throw new IllegalStateException(file.name() + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
