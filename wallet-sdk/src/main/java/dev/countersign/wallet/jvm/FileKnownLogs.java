package dev.countersign.wallet.jvm;

import dev.countersign.protocol.Json;
import dev.countersign.wallet.KnownLog;
import dev.countersign.wallet.KnownLogs;
import java.util.List;
import java.util.stream.Collectors;

/** What is known of the logs of organisations, as encrypted files. */
public final class FileKnownLogs implements KnownLogs {
    private static final String PREFIX = "log-";

    private final EncryptedDirectory directory;

    /** Makes a store on a directory that it shares with the other stores. */
    public FileKnownLogs(EncryptedDirectory directory) {
        this.directory = directory;
    }

    @Override
    public List<KnownLog> all() {
        return directory.readAll(PREFIX).stream()
                .map(bytes -> KnownLog.fromStore(Json.parseObject(bytes)))
                .collect(Collectors.toList());
    }

    @Override
    public void save(KnownLog log) {
        directory.write(PREFIX + FileNames.digest(log.address().toString()), Json.print(log.toJson()));
    }
}
