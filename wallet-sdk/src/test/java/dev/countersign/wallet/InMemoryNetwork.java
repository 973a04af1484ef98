package dev.countersign.wallet;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network on which there is one bank; everything else does not answer. */
final class InMemoryNetwork implements Transport {
    private final ExampleBank bank;
    private final List<Request> sent = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    InMemoryNetwork(ExampleBank bank) {
        this.bank = bank;
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    List<Request> sent() {
        return sent;
    }

    @Override
    public Reply send(Request request) throws IOException {
        sent.add(request);
        if (down || !request.uri().getRawAuthority().equals(bank.address().getRawAuthority())) {
            throw new IOException("nobody answers");
        }
        return bank.handle(request);
    }

    @Override
    public Lines stream(Request request) throws IOException {
        Reply reply = send(request);
        var lines = new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(reply.body()), StandardCharsets.UTF_8));
        return new Lines() {
            @Override
            public Optional<String> next() throws IOException {
                return Optional.ofNullable(lines.readLine());
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }
}
