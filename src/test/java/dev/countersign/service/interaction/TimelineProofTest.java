package dev.countersign.service.interaction;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.interaction.Platform.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.log.TimelineFault;
import dev.countersign.protocol.log.TimelineVerdict;
import dev.countersign.service.consent.Alice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whoever can write the database cannot rewrite what happened without being noticed. */
@QuarkusTest
class TimelineProofTest {
    @Inject
    DataSource database;

    /** opened, three messages, closed. */
    private static Platform conversation(String customerNumber) {
        Platform platform = Platform.talksTo(customerNumber);
        platform.says(List.of(event("chat", "m1"), event("chat", "m2"), event("chat", "m3")));
        platform.closes();
        return platform;
    }

    @Test
    void every_entry_of_a_timeline_is_proven_to_be_in_the_log_in_its_order() throws Exception {
        Platform platform = conversation(Alice.registered());

        assertThat(platform.timeline().check()).isEqualTo(new TimelineVerdict.Unbroken(5, 0, OptionalInt.of(5)));
        assertInTheLog(platform);
    }

    @Test
    void of_an_erased_customer_nothing_is_readable_and_the_commitments_are_proven_still() throws Exception {
        String number = Alice.registered();
        Platform platform = conversation(number);
        ShownTimeline before = platform.timeline();

        erase(number);

        ShownTimeline after = platform.timeline();
        assertThat(after.types()).isEqualTo(before.types());
        assertThat(after.items()).allSatisfy(item -> {
            assertThat(item.has("record")).isFalse();
            assertThat(item.has("salt")).isFalse();
        });
        assertThat(after.items().stream().map(item -> item.path("commitment")))
                .containsExactlyElementsOf(before.items().stream()
                        .map(item -> item.path("commitment"))
                        .toList());
        assertThat(after.check()).isEqualTo(new TimelineVerdict.Unbroken(5, 5, OptionalInt.of(5)));
        assertInTheLog(platform);
    }

    @Test
    void of_an_erased_customer_nothing_new_is_kept_and_the_key_does_not_come_back() throws Exception {
        String number = Alice.registered();
        Platform platform = Platform.talksTo(number);
        platform.says(event("chat", "m1"));
        String customer = query("select customer_id from interaction where id = ?", platform);

        erase(number);

        platform.tries(event("chat", "m1")).statusCode(409);
        platform.tries(event("chat", "m2")).statusCode(409);
        assertThat(query("select count(*) from interaction_event where interaction_id = ?", platform))
                .isEqualTo("0");
        platform.closes();
        // The end names nobody: it is sealed under the interaction's own key.
        assertThat(platform.timeline().check()).isEqualTo(new TimelineVerdict.Unbroken(3, 2, OptionalInt.of(3)));
        assertThat(query(
                        "select count(*) from platform_personal_key where owner = '" + customer
                                + "' and wrapped is not null and ? <> ''",
                        platform))
                .isEqualTo("0");
    }

    @Test
    void what_is_written_while_the_customer_is_erased_brings_no_key_back() throws Exception {
        String number = Alice.registered();
        Platform platform = Platform.talksTo(number);
        String customer = query("select customer_id from interaction where id = ?", platform);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String id = "m" + i;
            work.add(() -> platform.tries(event("chat", id)).extract().statusCode());
        }
        work.add(8, () -> as("client:crm", "scope:customers")
                .delete("/api/v1/customers/" + number)
                .statusCode());
        ExecutorService people = Executors.newFixedThreadPool(6);
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> done : people.invokeAll(work)) {
            answers.add(done.get());
        }
        people.shutdown();

        assertThat(answers).containsOnlyOnce(204).isSubsetOf(200, 204, 409);
        assertThat(query(
                        "select count(*) from platform_personal_key where owner = '" + customer
                                + "' and wrapped is not null and ? <> ''",
                        platform))
                .isEqualTo("0");
        ShownTimeline timeline = platform.timeline();
        assertThat(timeline.items()).noneMatch(item -> item.has("record"));
        assertThat(timeline.items()).hasSize(1 + Collections.frequency(answers, 200));
        assertInTheLog(platform);
    }

    @Test
    void a_row_that_is_dropped_is_noticed() throws Exception {
        Platform platform = conversation(Alice.registered());
        run("delete from interaction_event where position = 2 and interaction_id = ?", platform);
        run("delete from interaction_timeline where position = 2 and interaction_id = ?", platform);

        assertThat(platform.timeline().check())
                .isEqualTo(new TimelineVerdict.Broken(2, TimelineFault.AT_ANOTHER_POSITION));
    }

    @Test
    void an_end_that_is_dropped_leaves_a_closed_interaction_without_its_end() throws Exception {
        Platform platform = conversation(Alice.registered());
        run("delete from interaction_timeline where position = 4 and interaction_id = ?", platform);

        assertThat(platform.timeline().check()).isEqualTo(new TimelineVerdict.Unbroken(4, 0, OptionalInt.empty()));
    }

    @Test
    void rows_that_are_swapped_are_noticed() throws Exception {
        Platform platform = conversation(Alice.registered());
        run("delete from interaction_event where interaction_id = ?", platform);
        run("update interaction_timeline set position = 99 where position = 1 and interaction_id = ?", platform);
        run("update interaction_timeline set position = 1 where position = 2 and interaction_id = ?", platform);
        run("update interaction_timeline set position = 2 where position = 99 and interaction_id = ?", platform);

        assertThat(platform.timeline().check())
                .isEqualTo(new TimelineVerdict.Broken(1, TimelineFault.AT_ANOTHER_POSITION));
    }

    @Test
    void what_a_row_says_cannot_be_exchanged() throws Exception {
        Platform platform = conversation(Alice.registered());
        run(
                "update interaction_timeline t set sealed = o.sealed from interaction_timeline o"
                        + " where t.position = 1 and o.position = 2 and o.interaction_id = t.interaction_id and"
                        + " t.interaction_id = ?",
                platform);

        assertThat(platform.timeline().check())
                .isEqualTo(new TimelineVerdict.Broken(1, TimelineFault.NOT_WHAT_WAS_COMMITTED));
    }

    @Test
    void a_row_of_another_conversation_that_is_put_in_is_noticed() throws Exception {
        String number = Alice.registered();
        Platform platform = conversation(number);
        Platform other = conversation(number);
        run(
                "update interaction_timeline t set sealed = o.sealed, commitment = o.commitment, entry_type = o.entry_type"
                        + " from interaction_timeline o where t.position = 2 and o.position = 2 and o.interaction_id = '"
                        + other.interaction() + "' and t.interaction_id = ?",
                platform);

        assertThat(platform.timeline().check())
                .isEqualTo(new TimelineVerdict.Broken(2, TimelineFault.OF_ANOTHER_INTERACTION));
    }

    @Test
    void who_reads_a_timeline_is_kept_and_an_agent_gets_no_proof_either() throws Exception {
        Platform platform = Platform.talksTo(Alice.registered());
        platform.timeline();

        assertThat(query(
                        "select string_agg(viewer, ' ') from interaction_timeline_view where interaction_id = ?",
                        platform))
                .isEqualTo("staff:audit");
        String proofs = "/api/v1/interactions/" + platform.interaction() + "/timeline/";
        as("staff:maria", "agent").get(proofs + "0/proof").then().statusCode(403);
        for (String none : List.of("1", "-1", "x", "2147483648")) {
            as("staff:audit", "auditor").get(proofs + none + "/proof").then().statusCode(404);
        }
    }

    private static void assertInTheLog(Platform platform) throws InterruptedException {
        List<Long> places = platform.timeline().places();
        assertThat(places).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }

    private static void erase(String number) {
        as("client:crm", "scope:customers")
                .delete("/api/v1/customers/" + number)
                .then()
                .statusCode(204);
    }

    private void run(String sql, Platform platform) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, platform.interaction());
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    private String query(String sql, Platform platform) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, platform.interaction());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
