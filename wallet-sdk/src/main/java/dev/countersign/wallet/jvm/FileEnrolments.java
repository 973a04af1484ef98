package dev.countersign.wallet.jvm;

import dev.countersign.protocol.Json;
import dev.countersign.wallet.Enrolment;
import dev.countersign.wallet.Enrolments;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Enrolments as encrypted files, one for each organisation. */
public final class FileEnrolments implements Enrolments {
    private static final String PREFIX = "enrolment-";

    private final EncryptedDirectory directory;

    /** Makes a store on a directory that it shares with the other stores. */
    public FileEnrolments(EncryptedDirectory directory) {
        this.directory = directory;
    }

    @Override
    public List<Enrolment> all() {
        return directory.readAll(PREFIX).stream()
                .map(bytes -> Enrolment.fromStore(Json.parseObject(bytes)))
                .sorted(Comparator.comparing(
                        (Enrolment enrolment) -> enrolment.organisation().since()))
                .collect(Collectors.toList());
    }

    @Override
    public void save(Enrolment enrolment) {
        String did = enrolment.organisation().did();
        directory.write(name(did), Json.print(enrolment.toJson()));
        for (Enrolment older : all()) {
            String olderDid = older.organisation().did();
            if (!olderDid.equals(did) && older.isWith(did)) {
                directory.delete(name(olderDid));
            }
        }
    }

    private static String name(String did) {
        return PREFIX + FileNames.digest(did);
    }
}
