package dev.countersign.samples.didcli;

import dev.countersign.did.WebVhLog;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command reads from and writes to. */
record Terminal(InputStream in, PrintStream out, PrintStream err) {
    /** Writes what was asked for. */
    void print(String line) {
        out.println(line);
    }

    /** Writes what was asked for. */
    void print(byte[] json) {
        print(new String(json, StandardCharsets.UTF_8));
    }

    /** Writes a log, byte for byte. */
    void printLog(WebVhLog log) {
        byte[] jsonl = log.toJsonl();
        out.write(jsonl, 0, jsonl.length);
        out.flush();
    }

    /** Writes why something else happened. */
    void complain(String line) {
        err.println("did: " + line);
    }
}
