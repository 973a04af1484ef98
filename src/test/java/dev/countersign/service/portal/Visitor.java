package dev.countersign.service.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.consent.Alice;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A browser at the portal: its cookies, and our page in it. */
public final class Visitor {
    static final String SIGN_IN = "countersign_sign_in";
    static final String SESSION = "countersign_portal";

    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** What the page shows. */
    record Shown(URI request, String number) {
        String otherNumber() {
            return number.equals("42") ? "43" : "42";
        }
    }

    /** Somebody whose wallet has answered, and whose page has gone on. */
    public static Visitor signedIn(Alice alice) {
        Visitor visitor = new Visitor();
        assertThat(visitor.answeredBy(alice)).isInstanceOf(Sent.Accepted.class);
        visitor.opens().then().statusCode(204);
        return visitor;
    }

    /** Begins, and has this wallet answer. */
    Sent answeredBy(Alice alice) {
        Shown shown = begins();
        return types(alice, shown, shown.number());
    }

    static ConsentPrompt prompt(Alice alice, Shown shown) {
        Opened opened = alice.wallet().open(shown.request());
        assertThat(opened).isInstanceOf(Opened.Prompt.class);
        return ((Opened.Prompt) opened).prompt();
    }

    static Sent types(Alice alice, Shown shown, String number) {
        return alice.wallet()
                .approve(prompt(alice, shown), Selection.requiredOnly().typing(new TypedNumber(number)));
    }

    Shown begins() {
        Response answer = keep(page().post("/portal/v1/sign_in"));
        answer.then().statusCode(201);
        JsonPath json = answer.jsonPath();
        return new Shown(URI.create(json.getString("request")), json.getString("number"));
    }

    String follows() {
        return page().get("/portal/v1/sign_in").then().statusCode(200).extract().path("state");
    }

    /** Asks for the session. */
    Response opens() {
        return keep(page().post("/portal/v1/session"));
    }

    /** A request of our page in this browser. */
    public RequestSpecification page() {
        return given().cookies(cookies).header("Origin", origin());
    }

    static String origin() {
        return "http://localhost:" + RestAssured.port;
    }

    /** Returns a cookie's value. */
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    Visitor with(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    private Response keep(Response answer) {
        cookies.putAll(answer.getCookies());
        return answer;
    }
}
