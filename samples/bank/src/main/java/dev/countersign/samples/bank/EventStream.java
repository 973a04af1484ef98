package dev.countersign.samples.bank;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the data of server-sent events, one by one. */
public final class EventStream implements AutoCloseable {
    private final BufferedReader lines;

    private EventStream(BufferedReader lines) {
        this.lines = lines;
    }

    /** Reads from here. */
    public static EventStream open(InputStream stream) {
        return new EventStream(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
    }

    /**
     * Waits for the next event and returns its data.
     *
     * @throws StepFailure when the service ends the stream
     */
    public JsonNode next() {
        try {
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    data.append(line.substring("data:".length()).strip());
                } else if (line.isEmpty() && data.length() > 0) {
                    return Json.parse(data.toString());
                }
            }
            throw new StepFailure("The service closed the stream of events.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
