package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.presentation.AnsweringWallet;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.KeyPair;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A purpose that asks for a credential of another issuer, which the customer registered before. */
@QuarkusTest
class RegisteredCredentialDuringACallTest {
    @Inject
    AnsweringWallet wallet;

    private University university;

    /** A customer with a student credential and the key that it is bound to. */
    private record Student(String number, KeyPair key, SdJwt credential) {
        static Student of(University university) {
            KeyPair key = Keys.generate(SignatureAlgorithm.ES256);
            return new Student(Alice.registered(), key, university.issuesTo(key));
        }

        String credentials() {
            return "/api/v1/customers/" + number + "/credentials";
        }
    }

    @BeforeEach
    void a_purpose_that_asks_for_a_student_credential() {
        university = University.trusted();
        StudentAccount.isAPurpose();
    }

    @Test
    void a_registered_credential_answers_for_the_customer_who_registered_it() {
        Student alice = registered();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = StudentAccount.asks(desk);

        assertThat(presents(alice, asked)).isEqualTo(200);

        assertThat(asked.state()).isEqualTo("verified");
        desk.identity()
                .statusCode(200)
                .body("attributes.size()", equalTo(1))
                .body("attributes[0].value", equalTo("Alice"));
    }

    @Test
    void a_credential_that_another_customer_registered_is_rejected() {
        Student alice = registered();
        Student mallory = registered();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = StudentAccount.asks(desk);

        assertThat(presents(mallory, asked)).isEqualTo(400);

        assertThatItIsOfAnother(asked, desk);
    }

    @Test
    void a_good_credential_that_nobody_registered_is_rejected() {
        Student alice = Student.of(university);
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = StudentAccount.asks(desk);

        assertThat(presents(alice, asked)).isEqualTo(400);

        assertThatItIsOfAnother(asked, desk);
    }

    @Test
    void a_copy_with_another_key_than_the_registered_one_is_rejected() {
        Student alice = registered();
        KeyPair other = Keys.generate(SignatureAlgorithm.ES256);
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = StudentAccount.asks(desk);

        assertThat(wallet.presents(asked.request(), university.issuesTo(other), other))
                .isEqualTo(400);

        assertThatItIsOfAnother(asked, desk);
    }

    @Test
    void a_credential_of_another_issuer_for_the_registered_key_is_rejected() {
        Student alice = registered();
        SdJwt lookalike = University.trusted().issuesTo(alice.key());
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = StudentAccount.asks(desk);

        assertThat(wallet.presents(asked.request(), lookalike, alice.key())).isEqualTo(400);

        assertThatItIsOfAnother(asked, desk);
    }

    @Test
    void a_credential_whose_registration_was_removed_is_rejected() {
        Student alice = registered();
        String id = crm().get(alice.credentials()).jsonPath().getString("items[0].id");
        crm().delete(alice.credentials() + "/" + id).then().statusCode(204);
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = StudentAccount.asks(desk);

        assertThat(presents(alice, asked)).isEqualTo(400);

        assertThatItIsOfAnother(asked, desk);
    }

    @Test
    void an_unreachable_status_list_is_undecided_and_not_called_fraud() {
        Student alice = registered();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = StudentAccount.asks(desk);
        // Port 1 of this machine: nobody listens there.
        StatusReference unreachable = new StatusReference(URI.create("http://127.0.0.1:1/lists/1"), 0);

        assertThat(wallet.presents(asked.request(), university.issuesTo(alice.key(), unreachable), alice.key()))
                .isEqualTo(503);

        assertThat(asked.state()).isEqualTo("undecided");
        assertThat(asked.now().getString("verdict.dependency")).isEqualTo(Dependency.STATUS_LIST.wireName());
        desk.identity().statusCode(404);
    }

    private Student registered() {
        Student student = Student.of(university);
        String link = crm().contentType(ContentType.JSON)
                .body(Map.of("dcql_query", StudentAccount.QUERY, "wallet_profile", "plain"))
                .post(student.credentials())
                .then()
                .statusCode(201)
                .extract()
                .path("request.uri");
        assertThat(wallet.presents(URI.create(link), student.credential(), student.key()))
                .isEqualTo(200);
        return student;
    }

    private int presents(Student student, Desk.Asked asked) {
        return wallet.presents(asked.request(), student.credential(), student.key());
    }

    private static void assertThatItIsOfAnother(Desk.Asked asked, Desk desk) {
        assertThat(asked.now().getString("verdict.reason")).isEqualTo("not-this-customer");
        desk.identity().statusCode(404);
    }

    private static RequestSpecification crm() {
        return as("client:crm", "scope:customers");
    }
}
