package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.consent.ConsentDuringACallTest.approve;
import static dev.countersign.service.consent.PushFatigueTest.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.interaction.EraseIdentities;
import dev.countersign.wallet.Sent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody browses: who may see a verified person, what is noted about it, and when it is gone. */
@QuarkusTest
class ViewIdentityTest {
    /** Of the purpose that {@link Desk} asks for. */
    private static final Duration RETENTION = Duration.ofMinutes(10);

    @Inject
    EntityManager database;

    @Inject
    EraseIdentities eraseIdentities;

    @ParameterizedTest
    @CsvSource({
        "staff:eve,agent",
        "staff:boss,supervisor",
        "staff:audit,auditor",
        "staff:root,admin",
        "client:crm,scope:customers",
        "client:ops,scope:admin",
        "client:platform,scope:interactions"
    })
    void who_is_not_the_assigned_agent_sees_nobody(String caller, String role) {
        Desk desk = verified();

        as(caller, role).get(identity(desk)).then().statusCode(403);

        assertThat(views(desk)).isEmpty();
        assertThat(attributes(desk)).isOne();
    }

    @Test
    void an_agent_from_whom_the_interaction_was_taken_sees_nobody_any_more() {
        Desk desk = verified();
        as("staff:boss", "supervisor")
                .contentType("application/json")
                .body(Map.of("agent", "eve"))
                .patch("/api/v1/interactions/" + desk.interaction())
                .then()
                .statusCode(200);

        desk.identity().statusCode(403);
        as("staff:eve", "agent").get(identity(desk)).then().statusCode(200);
        assertThat(views(desk)).containsExactly("staff:eve");
    }

    @Test
    void every_view_is_noted_with_who_looked() {
        Desk desk = verified();
        desk.identity().statusCode(200);
        desk.identity().statusCode(200);

        assertThat(views(desk)).containsExactly("staff:maria", "staff:maria");
    }

    @Test
    void after_the_call_and_its_retention_the_person_is_gone_and_the_views_stay() {
        Desk desk = verified();
        desk.closes();
        desk.identity().statusCode(200);

        later(RETENTION.plusSeconds(1));

        desk.identity().statusCode(404);
        eraseIdentities.erase();
        assertThat(attributes(desk)).isZero();
        assertThat(views(desk)).containsExactly("staff:maria");
    }

    private static Desk verified() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Accepted.class);
        return desk;
    }

    private static String identity(Desk desk) {
        return "/api/v1/interactions/" + desk.interaction() + "/identity";
    }

    private List<String> views(Desk desk) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<?> viewers = database.createNativeQuery(
                            "select viewer from identity_view where interaction_id = ?1 order by id", String.class)
                    .setParameter(1, desk.interaction())
                    .getResultList();
            return viewers.stream().map(String::valueOf).toList();
        });
    }

    private long attributes(Desk desk) {
        return QuarkusTransaction.requiringNew().call(() -> ((Number)
                        database.createNativeQuery("select count(*) from verified_identity where interaction_id = ?1")
                                .setParameter(1, desk.interaction())
                                .getSingleResult())
                .longValue());
    }
}
