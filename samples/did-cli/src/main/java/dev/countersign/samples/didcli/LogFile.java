package dev.countersign.samples.didcli;

import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhVerification;
import dev.countersign.did.WebVhWitnessProofs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A log of did:webvh that a command reads. */
final class LogFile {
    private static final int LONGEST = 64 * 1024 * 1024;

    @Parameters(paramLabel = "LOG", description = "The file did.jsonl; - reads standard input.")
    private String log = "";

    @Option(
            names = "--witness-proofs",
            paramLabel = "FILE",
            description = "The file did-witness.json, when the log has witnesses.")
    private Optional<Path> witnessProofs = Optional.empty();

    WebVhVerification verify(Terminal terminal) throws IOException {
        WebVhWitnessProofs proofs = witnessProofs.isPresent()
                ? WebVhWitnessProofs.parse(bounded(Files.newInputStream(witnessProofs.get())))
                : WebVhWitnessProofs.NONE;
        byte[] jsonl = log.equals("-") ? bounded(terminal.in()) : bounded(Files.newInputStream(Path.of(log)));
        return WebVhLog.verify(jsonl, proofs, Clock.systemUTC());
    }

    private static byte[] bounded(InputStream input) throws IOException {
        try (input) {
            byte[] bytes = input.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("input (expected: <= " + LONGEST + " bytes)");
            }
            return bytes;
        }
    }
}
