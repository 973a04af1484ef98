package dev.countersign.wallet.jvm;

import dev.countersign.protocol.Json;
import dev.countersign.wallet.ConsentRecord;
import dev.countersign.wallet.ConsentRecords;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What was asked and answered, as encrypted files. */
public final class FileConsentRecords implements ConsentRecords {
    private static final String PREFIX = "consent-";

    private final EncryptedDirectory directory;

    /** Makes a store on a directory that it shares with the other stores. */
    public FileConsentRecords(EncryptedDirectory directory) {
        this.directory = directory;
    }

    @Override
    public List<ConsentRecord> all() {
        return directory.readAll(PREFIX).stream()
                .map(bytes -> ConsentRecord.fromStore(Json.parseObject(bytes)))
                .sorted(Comparator.comparing(ConsentRecord::answeredAt).reversed())
                .collect(Collectors.toList());
    }

    @Override
    public void save(ConsentRecord record) {
        directory.write(PREFIX + FileNames.digest(record.challenge()), Json.print(record.toJson()));
    }
}
