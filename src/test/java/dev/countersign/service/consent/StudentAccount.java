package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;

import dev.countersign.service.presentation.AnsweringWallet;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;

/** A purpose that asks for a credential of another issuer. */
final class StudentAccount {
    static final Map<String, Object> QUERY = Map.of(
            "credentials",
            List.of(Map.of(
                    "id",
                    AnsweringWallet.QUERY,
                    "format",
                    "dc+sd-jwt",
                    "meta",
                    Map.of("vct_values", List.of(University.VCT)),
                    "claims",
                    List.of(Map.of("path", List.of("given_name"))))));

    private StudentAccount() {}

    /** Defines it. */
    static void isAPurpose() {
        as("client:ops", "scope:admin")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "dcql_query",
                        QUERY,
                        "texts",
                        Map.of("en", Map.of("title", "To open a student account", "description", "")),
                        "expires_in",
                        "PT2M",
                        "call_binding",
                        "none",
                        "retention",
                        "PT10M",
                        "roles",
                        List.of("agent")))
                .put("/api/v1/purposes/student_account")
                .then()
                .statusCode(200);
    }

    /** Asks for it. */
    static Desk.Asked asks(Desk desk) {
        return desk.asks(Map.of("purpose", "student_account", "wallet_profile", "plain"));
    }
}
