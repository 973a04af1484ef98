package dev.countersign.service.holder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Listens to a wallet's server-sent events. */
final class Inbox implements AutoCloseable {
    private static final Heard END = new Heard("", "", "");

    /** One event. */
    record Heard(String id, String event, String data) {}

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final InputStream stream;

    private Inbox(InputStream stream) {
        this.stream = stream;
        Thread reader = new Thread(this::read, "inbox");
        reader.setDaemon(true);
        reader.start();
    }

    static Inbox open(URI inbox, String proof, Optional<String> lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(inbox).header("DPoP", proof);
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        try {
            HttpResponse<InputStream> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new AssertionError("status " + answer.statusCode());
            }
            return new Inbox(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the next event, within 20 seconds. */
    Heard next() {
        Heard next = take();
        if (next.equals(END)) {
            throw new AssertionError("the stream has ended");
        }
        return next;
    }

    /** Waits until the service ends the stream, within 20 seconds. */
    boolean ends() {
        return take().equals(END);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private Heard take() {
        try {
            Heard next = heard.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was heard");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        String id = "";
        String event = "";
        String data = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data += line.substring(5).strip();
                } else if (line.isEmpty() && !event.isEmpty()) {
                    heard.add(new Heard(id, event, data));
                    event = "";
                    data = "";
                }
            }
            heard.add(END);
        } catch (IOException e) {
            heard.add(END);
        }
    }
}
