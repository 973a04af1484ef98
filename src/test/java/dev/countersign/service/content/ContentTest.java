package dev.countersign.service.content;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.log.TimelineVerdict;
import dev.countersign.service.AnnouncedBody;
import dev.countersign.service.Eventually;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.interaction.ShownTimeline;
import dev.countersign.service.platform.PublicUrl;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A platform that uploads, people who read with a reason, and those who should not. */
@QuarkusTest
class ContentTest {
    private static final int SEGMENT = 1 << 20;
    private static final int PART = ContentCipher.bytesIn(8);
    private static final long MEGABYTE = 1_000_000;

    @Inject
    Bank bank;

    @Inject
    PublicUrl publicUrl;

    @Inject
    DataSource database;

    @Inject
    SweepContents.Expire expire;

    @Inject
    Contents contents;

    @Inject
    ContentStores stores;

    @Inject
    Clock clock;

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private Platform platform() {
        return Platform.calls(bank.customer());
    }

    private static Response asks(String who, String path, String reason) {
        return as(who, "supervisor")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post(path + "/readings");
    }

    private static String opened(String who, String path) {
        return asks(who, path, "complaint 4711")
                .then()
                .statusCode(201)
                .body("state", equalTo("open"))
                .extract()
                .path("id");
    }

    private static Response reads(String who, String reading, String range) {
        return range.isEmpty()
                ? as(who, "supervisor").get("/api/v1/content_readings/" + reading + "/bytes")
                : as(who, "supervisor").header("Range", range).get("/api/v1/content_readings/" + reading + "/bytes");
    }

    private static Response approves(String who, String reading) {
        return as(who, "supervisor").post("/api/v1/content_readings/" + reading + "/approval");
    }

    @Test
    void what_was_uploaded_is_read_by_somebody_with_a_reason_and_that_is_recorded() throws Exception {
        Platform platform = platform();
        byte[] bytes = bytes(3 * SEGMENT);
        String path = platform.uploads("attachment", bytes);

        String reading = opened("staff:boss", path);
        assertThat(reads("staff:boss", reading, "")
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", equalTo("no-store"))
                        .header("Content-Disposition", equalTo("attachment"))
                        .header("Content-Length", equalTo("" + bytes.length))
                        .extract()
                        .asByteArray())
                .isEqualTo(bytes);
        as("staff:audit", "auditor")
                .get("/api/v1/interactions/" + platform.interaction() + "/content_readings")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].reader", equalTo("staff:boss"))
                .body("items[0].reason", equalTo("complaint 4711"))
                .body("items[0].first_read_at", notNullValue())
                .body("items[0].times", equalTo(1));

        ShownTimeline timeline = ShownTimeline.of(platform.interaction());
        assertThat(timeline.types())
                .containsExactly("interaction_opened", "recording_added", "content_read", "content_read");
        assertThat(timeline.data(1).path("kind").asText()).isEqualTo("attachment");
        assertThat(timeline.data(1).path("sha256").asText()).isEqualTo(Base64Url.encode(sha256(bytes)));
        assertThat(timeline.data(2).path("step").asText()).isEqualTo("read_asked");
        assertThat(timeline.data(2).path("reason").asText()).isEqualTo("complaint 4711");
        assertThat(timeline.data(3).path("step").asText()).isEqualTo("read");
        assertThat(timeline.data(3).path("reader").asText()).isEqualTo("staff:boss");
        assertThat(timeline.items().toString()).doesNotContain("Alice");
        assertThat(timeline.check()).isInstanceOf(TimelineVerdict.Unbroken.class);
    }

    private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    @Test
    void an_upload_goes_on_where_its_connection_was_killed() throws Exception {
        Platform platform = platform();
        byte[] bytes = bytes(9 * SEGMENT);
        String path = platform.begins("attachment", Map.of("size", bytes.length));
        Platform.isCutOff(path, bytes.length, Arrays.copyOf(bytes, 5 * SEGMENT));

        Eventually.holds(() -> offset(platform, path) > 0);
        int offset = (int) offset(platform, path);
        platform.sends(path, offset, Arrays.copyOfRange(bytes, offset, bytes.length))
                .then()
                .statusCode(204)
                .header("Upload-Complete", equalTo("?1"))
                .header("Upload-Offset", equalTo("" + bytes.length));
        assertThat(reads("staff:boss", opened("staff:boss", path), "").asByteArray())
                .isEqualTo(bytes);
    }

    private static long offset(Platform platform, String path) {
        return Long.parseLong(platform.asks(path).header("Upload-Offset"));
    }

    @Test
    void an_upload_of_unknown_size_ends_when_its_sender_says_so() {
        Platform platform = platform();
        String path = platform.begins("transcript", Map.of());
        platform.sends(path, 0, bytes(10)).then().statusCode(204).header("Upload-Complete", equalTo("?0"));
        platform.ends(path, 10, bytes(5)).then().statusCode(204).header("Upload-Complete", equalTo("?1"));

        platform.sends(path, 15, bytes(5)).then().statusCode(409).body("reason", equalTo("upload-ended"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 11, 999_999_999_999L})
    void bytes_at_a_wrong_offset_are_refused(long offset) {
        Platform platform = platform();
        String path = platform.begins("attachment", Map.of("size", 20));
        platform.sends(path, 0, bytes(10)).then().statusCode(204);

        platform.sends(path, offset, bytes(10)).then().statusCode(409).body("reason", equalTo("wrong-offset"));
        assertThat(offset(platform, path)).isEqualTo(10);
    }

    @Test
    void more_bytes_than_were_announced_are_refused_and_not_kept() {
        Platform platform = platform();
        String path = platform.begins("attachment", Map.of("size", 20));

        platform.sends(path, 0, bytes(21)).then().statusCode(413);
        assertThat(offset(platform, path)).isZero();
    }

    @Test
    void an_upload_that_is_too_large_from_the_start_is_refused() {
        platform().tries("attachment", Map.of("size", 1L << 50)).then().statusCode(413);
    }

    @Test
    void nobody_goes_on_with_the_upload_of_somebody_else() {
        Platform platform = platform();
        String path = platform.begins("attachment", Map.of("size", 20));

        as("client:other", "scope:interactions").head(path).then().statusCode(404);
        as("client:other", "scope:interactions")
                .contentType("application/octet-stream")
                .header("Upload-Offset", 0)
                .body(bytes(20))
                .patch(path)
                .then()
                .statusCode(404);
    }

    @Test
    void long_bodies_pass_where_contents_are_uploaded_and_nowhere_else() {
        assertThat(AnnouncedBody.statusOf(
                        "/api/v1/interactions", "Test-Caller: client:platform scope:interactions", 2 * SEGMENT))
                .isEqualTo(413);
        Platform platform = platform();
        byte[] large = bytes(2 * SEGMENT);
        String path = platform.begins("attachment", Map.of("size", large.length));
        platform.sends(path, 0, large).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "    ", "abc"})
    void a_role_without_a_reason_reads_nothing(String reason) {
        String path = platform().uploads("attachment", bytes(10));

        asks("staff:boss", path, reason).then().statusCode(422).body("errors[0].pointer", equalTo("/reason"));
    }

    @ParameterizedTest
    @CsvSource({"staff:maria,agent", "staff:root,admin", "client:platform,scope:interactions"})
    void who_has_not_the_role_reads_nothing(String caller, String role) {
        String path = platform().uploads("attachment", bytes(10));

        as(caller, role)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "just curious"))
                .post(path + "/readings")
                .then()
                .statusCode(403);
    }

    @Test
    void a_recording_takes_two_people() {
        byte[] bytes = bytes(1_000);
        String path = platform().uploads("recording", bytes);
        String reading = asks("staff:boss", path, "complaint 4711")
                .then()
                .statusCode(201)
                .body("state", equalTo("awaiting_approval"))
                .extract()
                .path("id");

        reads("staff:boss", reading, "").then().statusCode(403).body("reason", equalTo("awaiting-approval"));
        approves("staff:second", reading).then().statusCode(200).body("approver", equalTo("staff:second"));
        assertThat(reads("staff:boss", reading, "")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(bytes);
        approves("staff:third", reading).then().statusCode(409);
    }

    @Test
    void one_person_who_approves_themselves_is_refused() {
        String path = platform().uploads("recording", bytes(10));
        String reading =
                asks("staff:boss", path, "complaint 4711").then().extract().path("id");

        approves("staff:boss", reading).then().statusCode(403).body("reason", equalTo("same-person"));
        reads("staff:boss", reading, "").then().statusCode(403);
    }

    @Test
    void a_reading_is_of_no_use_to_anybody_else() {
        String path = platform().uploads("attachment", bytes(10));
        String reading = opened("staff:boss", path);

        reads("staff:eve", reading, "").then().statusCode(404);
        as("staff:boss", "agent")
                .get("/api/v1/content_readings/" + reading + "/bytes")
                .then()
                .statusCode(403);
    }

    @Test
    void ranges_at_the_borders_of_segments_and_parts_are_what_was_there() {
        byte[] bytes = bytes(PART + 2 * SEGMENT);
        String reading = opened("staff:boss", platform().uploads("attachment", bytes));
        int first = SEGMENT - 56;
        int[][] ranges = {
            {0, 0},
            {first - 1, first - 1},
            {first - 1, first},
            {first, first},
            {first + SEGMENT - 17, first + SEGMENT - 16},
            {PART - 1, PART},
            {PART, PART + 10},
            {bytes.length - 1, bytes.length - 1}
        };
        for (int[] range : ranges) {
            assertThat(reads("staff:boss", reading, "bytes=" + range[0] + "-" + range[1])
                            .then()
                            .statusCode(206)
                            .header("Content-Range", equalTo("bytes " + range[0] + "-" + range[1] + "/" + bytes.length))
                            .extract()
                            .asByteArray())
                    .isEqualTo(Arrays.copyOfRange(bytes, range[0], range[1] + 1));
        }
        reads("staff:boss", reading, "bytes=" + bytes.length + "-")
                .then()
                .statusCode(416)
                .header("Content-Range", equalTo("bytes */" + bytes.length));
    }

    @Test
    void a_range_of_another_content_is_answered_with_everything() {
        String path = platform().uploads("attachment", bytes(100));
        String reading = opened("staff:boss", path);
        String bytes = "/api/v1/content_readings/" + reading + "/bytes";
        String tag = reads("staff:boss", reading, "bytes=0-9").header("ETag");

        as("staff:boss", "supervisor")
                .header("Range", "bytes=0-9")
                .header("If-Range", tag)
                .get(bytes)
                .then()
                .statusCode(206);
        as("staff:boss", "supervisor")
                .header("Range", "bytes=0-9")
                .header("If-Range", "\"another\"")
                .get(bytes)
                .then()
                .statusCode(200);
    }

    @Test
    void the_store_and_the_tables_say_nothing_of_it_and_after_erasure_neither_does_the_service() throws Exception {
        String customer = bank.customer();
        Platform platform = Platform.calls(customer);
        String path = platform.uploads("attachment", bytes(1_000));
        String reading = opened("staff:boss", path);
        reads("staff:boss", reading, "").then().statusCode(200);
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(one("select encode(sealed_description, 'escape') from content where id = '" + id + "'"))
                .doesNotContain("Alice");

        bank.request().delete("/api/v1/customers/" + customer).then().statusCode(204);

        reads("staff:boss", reading, "").then().statusCode(404);
        as("staff:boss", "supervisor")
                .get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("erased"))
                .body("name", nullValue());
        assertThat(one("select count(*) from content_key where interaction_id = '" + platform.interaction() + "'"))
                .isEqualTo("0");
        platform.tries("attachment", Map.of("size", 1)).then().statusCode(409);
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    @Test
    void parts_that_were_exchanged_in_the_tables_are_refused() throws Exception {
        byte[] bytes = bytes(30);
        Platform platform = platform();
        String path = platform.begins("attachment", Map.of("size", 30));
        for (int i = 0; i < 30; i += 10) {
            platform.sends(path, i, Arrays.copyOfRange(bytes, i, i + 10)).then().statusCode(204);
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        String reading = opened("staff:boss", path);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update content_part set number = 99 - number where content_id = '" + id + "'");
            statement.executeUpdate("update content_part set number = number - 97 where content_id = '" + id + "'");
        }

        reads("staff:boss", reading, "").then().statusCode(500);
    }

    private static Response deletes(String who, String role, String path, String reason) {
        return as(who, role)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post(path + "/deletion");
    }

    @Test
    void what_was_deleted_is_gone_at_once_and_that_it_was_there_stays_in_the_timeline() throws Exception {
        Platform platform = platform();
        String path = platform.uploads("attachment", bytes(1_000));
        String id = path.substring(path.lastIndexOf('/') + 1);
        String reading = opened("staff:boss", path);
        String object = one("select object from content_part where content_id = '" + id + "'");

        deletes("staff:boss", "supervisor", path, "wrong file").then().statusCode(204);

        reads("staff:boss", reading, "").then().statusCode(404);
        assertThatThrownBy(() -> stores.current().open(object)).isInstanceOf(NoSuchFileException.class);
        deletes("staff:boss", "supervisor", path, "wrong file").then().statusCode(409);
        ShownTimeline timeline = ShownTimeline.of(platform.interaction());
        assertThat(timeline.types())
                .containsExactly("interaction_opened", "recording_added", "content_read", "content_deleted");
        assertThat(timeline.data(3).path("deleted_by").asText()).isEqualTo("staff:boss");
        assertThat(timeline.data(3).path("reason").asText()).isEqualTo("wrong file");
        assertThat(timeline.check()).isInstanceOf(TimelineVerdict.Unbroken.class);
    }

    @ParameterizedTest
    @CsvSource({"staff:maria,agent", "staff:audit,auditor", "client:platform,scope:interactions"})
    void who_is_no_supervisor_deletes_nothing(String caller, String role) {
        String path = platform().uploads("attachment", bytes(10));

        deletes(caller, role, path, "wrong file").then().statusCode(403);
        opened("staff:boss", path);
    }

    @Test
    void nobody_deletes_without_a_reason_or_before_it_is_complete() {
        Platform platform = platform();

        deletes("staff:boss", "supervisor", platform.uploads("attachment", bytes(10)), "")
                .then()
                .statusCode(422);
        deletes("staff:boss", "supervisor", platform.begins("attachment", Map.of("size", 10)), "wrong file")
                .then()
                .statusCode(409);
    }

    @Test
    void who_has_not_the_role_of_an_approver_approves_nothing() {
        String path = platform().uploads("recording", bytes(10));
        String reading =
                asks("staff:boss", path, "complaint 4711").then().extract().path("id");

        as("staff:maria", "agent")
                .post("/api/v1/content_readings/" + reading + "/approval")
                .then()
                .statusCode(403);
        reads("staff:boss", reading, "").then().statusCode(403);
    }

    @Test
    void what_somebody_said_whom_nobody_knows_is_kept_under_the_interaction_s_own_key() {
        byte[] bytes = bytes(1_000);
        String path = Platform.callsSomebody().uploads("attachment", bytes);

        assertThat(reads("staff:boss", opened("staff:boss", path), "").asByteArray())
                .isEqualTo(bytes);
    }

    @Test
    void an_upload_in_too_many_pieces_is_refused() throws Exception {
        Platform platform = platform();
        String path = platform.begins("attachment", Map.of("size", 20));
        one("update content set parts = " + ContentBounds.MOST_PARTS + " where id = '"
                + path.substring(path.lastIndexOf('/') + 1) + "' returning 1");

        platform.sends(path, 0, bytes(10)).then().statusCode(413);
        assertThat(offset(platform, path)).isZero();
    }

    @Test
    void a_node_that_takes_no_more_uploads_at_once_says_when_to_try_again() throws Exception {
        Platform platform = platform();
        String path = platform.begins("attachment", Map.of("size", 10));
        List<Socket> hanging = new ArrayList<>();
        try {
            // One that comes while another test's upload ends is sent away: so until the node is full.
            do {
                hanging.add(Platform.hangs(platform.begins("attachment", Map.of("size", 100_000)), 100_000));
                // A wrong offset is refused later than a node that is full.
            } while (platform.sends(path, 9, bytes(1)).statusCode() != 429 && hanging.size() < 100);
            platform.sends(path, 0, bytes(10)).then().statusCode(429).header("Retry-After", notNullValue());
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    @Test
    void bytes_that_were_altered_in_the_store_are_given_to_nobody() throws Exception {
        String path = platform().uploads("attachment", bytes(1_000));
        String id = path.substring(path.lastIndexOf('/') + 1);
        String reading = opened("staff:boss", path);
        one(
                "select lo_put(large, 500, '\\x00') from content_object join content_part on object = name where content_id = '"
                        + id + "'");

        as("staff:boss", "supervisor")
                .get("/api/v1/content_readings/" + reading + "/bytes")
                .then()
                .statusCode(500);
    }

    @Test
    void of_uploads_of_the_same_content_at_once_one_wins_and_nothing_is_mixed() throws Exception {
        Platform platform = platform();
        byte[] bytes = bytes(4 * 1_000);
        String path = platform.begins("attachment", Map.of("size", bytes.length));
        for (int from = 0; from < bytes.length; from += 1_000) {
            int offset = from;
            Callable<Integer> upload =
                    () -> platform.sends(path, offset, Arrays.copyOfRange(bytes, offset, offset + 1_000))
                            .statusCode();
            assertThat(together(upload, 4)).containsOnlyOnce(204).isSubsetOf(204, 409);
        }

        assertThat(reads("staff:boss", opened("staff:boss", path), "").asByteArray())
                .isEqualTo(bytes);
        assertThat(one("select count(*) from content_object join content_part on object = name where content_id = '"
                        + path.substring(path.lastIndexOf('/') + 1) + "'"))
                .isEqualTo("4");
    }

    private static List<Integer> together(Callable<Integer> call, int times) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(Collections.nCopies(times, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void two_who_approve_at_once_are_one_approval() throws Exception {
        String path = platform().uploads("recording", bytes(10));
        String reading =
                asks("staff:boss", path, "complaint 4711").then().extract().path("id");

        assertThat(together(() -> approves("staff:second", reading).statusCode(), 3))
                .containsOnlyOnce(200)
                .isSubsetOf(200, 409);
    }

    @Test
    void a_sweep_removes_unfinished_uploads_and_what_nobody_refers_to_and_nothing_else() throws Exception {
        Platform platform = platform();
        String whole = platform.uploads("attachment", bytes(100));
        String unfinished = platform.begins("attachment", Map.of("size", 20));
        platform.sends(unfinished, 0, bytes(10)).then().statusCode(204);
        String abandoned = "a".repeat(43);
        stores.current().create(abandoned).close();

        new SweepContents(expire, contents, stores, Clock.offset(clock, Duration.ofDays(3))).sweep();

        platform.asks(unfinished).then().statusCode(204);
        platform.sends(unfinished, 10, bytes(10)).then().statusCode(409).body("reason", equalTo("upload-ended"));
        assertThatThrownBy(() -> stores.current().open(abandoned)).isInstanceOf(NoSuchFileException.class);
        assertThat(reads("staff:boss", opened("staff:boss", whole), "").asByteArray())
                .isEqualTo(bytes(100));
    }

    @Test
    void a_sweep_that_came_in_time_for_a_fresh_part_leaves_it_alone() throws Exception {
        String abandoned = "b".repeat(43);
        stores.current().create(abandoned).close();

        new SweepContents(expire, contents, stores, clock).sweep();

        stores.current().open(abandoned).close();
    }

    @Test
    void a_hundred_megabytes_come_in_without_being_in_memory() throws Exception {
        Platform platform = platform();
        long size = 100 * MEGABYTE;
        String path = platform.begins("attachment", Map.of("size", size));
        Recorder recorder = new Recorder(size);

        assertThat(Platform.streams(publicUrl, path, recorder, size)).isEqualTo(204);

        assertThat(offset(platform, path)).isEqualTo(size);
        // What is in memory when nearly all has been sent, apart from what was there before.
        assertThat(recorder.growth).isLessThan(40 * MEGABYTE);
    }

    /** Makes bytes, and looks how much memory is in use at their beginning and shortly before their end. */
    private static final class Recorder extends InputStream {
        private final long size;
        private final Random random = new Random(1);
        private long made;
        private long before;
        private long growth = Long.MAX_VALUE;

        Recorder(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("only whole buffers are read");
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (made == 0) {
                before = used();
            }
            if (made >= size) {
                return -1;
            }
            byte[] some = new byte[(int) Math.min(length, size - made)];
            random.nextBytes(some);
            System.arraycopy(some, 0, to, offset, some.length);
            if (made < size - 10 * MEGABYTE && made + some.length >= size - 10 * MEGABYTE) {
                growth = used() - before;
            }
            made += some.length;
            return some.length;
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory()
                    - Runtime.getRuntime().freeMemory()
                    + PlatformDependent.usedDirectMemory();
        }
    }
}
