package dev.countersign.samples.witness;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a witness answers to whom: submissions of logs, its monitoring, its copies, and its state. */
final class Front {
    private static final Pattern MONITORING = Pattern.compile("/(?<hash>[0-9a-f]{64})/checkpoint");
    private static final Pattern MIRROR = Pattern.compile("/mirror/(?<hash>[0-9a-f]{64})/(?<path>[a-z0-9./]{1,100})");
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int TOO_LARGE = 413;

    private final Submissions submissions;
    private final HeadFiles heads;
    private final StatusPage status;
    private final Map<String, Followed> byHash = new HashMap<>();

    Front(Submissions submissions, HeadFiles heads, StatusPage status, Iterable<Followed> logs) {
        this.submissions = submissions;
        this.heads = heads;
        this.status = status;
        logs.forEach(followed -> byHash.put(followed.log().hash(), followed));
    }

    /**
     * Answers a request.
     *
     * @param path as it was sent, without the query
     * @param body read to its bound and no further
     * @throws IOException when it cannot be read or written
     */
    Answer answer(String method, String path, InputStream body) throws IOException {
        if (path.equals("/add-checkpoint")) {
            return method.equals("POST") ? submit(body) : Answer.empty(WRONG_METHOD);
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.empty(WRONG_METHOD);
        }
        if (path.equals("/status")) {
            return Answer.changing(Answer.JSON, status.bytes());
        }
        Matcher monitoring = MONITORING.matcher(path);
        if (monitoring.matches()) {
            return cosigned(monitoring.group("hash"));
        }
        Matcher mirror = MIRROR.matcher(path);
        return mirror.matches() ? copy(mirror.group("hash"), mirror.group("path")) : Answer.empty(NOT_FOUND);
    }

    private Answer submit(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(AddCheckpointRequest.MAX_BYTES + 1);
        return bytes.length > AddCheckpointRequest.MAX_BYTES
                ? Answer.empty(TOO_LARGE)
                : Answer.of(submissions.add(bytes));
    }

    private Answer cosigned(String hash) {
        Optional<SignedNote> note = Optional.ofNullable(byHash.get(hash))
                .flatMap(followed -> heads.note(followed.log().origin()));
        return note.map(kept -> Answer.changing(Answer.TEXT, kept.bytes())).orElseGet(() -> Answer.empty(NOT_FOUND));
    }

    private Answer copy(String hash, String path) throws IOException {
        Followed followed = byHash.get(hash);
        if (followed == null) {
            return Answer.empty(NOT_FOUND);
        }
        MirrorFiles files = followed.mirror().files();
        if (path.equals(LogPath.CHECKPOINT)) {
            return files.checkpoint()
                    .map(note -> Answer.changing(Answer.TEXT, note))
                    .orElseGet(() -> Answer.empty(NOT_FOUND));
        }
        try {
            return files.open(LogPath.parse(path)).map(Answer::unchanging).orElseGet(() -> Answer.empty(NOT_FOUND));
        } catch (MalformedInputException e) {
            return Answer.empty(NOT_FOUND);
        }
    }
}
