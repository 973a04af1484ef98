package dev.countersign.service.canary.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;

/** Breaks the rule of one way out, to show that it bites. */
public final class GoesOutAlone {
    private GoesOutAlone() {}

    /** Makes a client of its own. */
    public static HttpClient client() {
        return HttpClient.newHttpClient();
    }

    /** Fetches without one. */
    public static InputStream fetch(URI uri) throws IOException {
        return uri.toURL().openStream();
    }
}
