package dev.countersign.service.webhook;

import static dev.countersign.service.TestSignIn.as;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Who looks after webhooks, by the API. */
final class Administrator {
    private static final String ENDPOINTS = "/api/v1/webhook_endpoints";

    private Administrator() {}

    static RequestSpecification asks() {
        return as("client:crm", "scope:admin").contentType(ContentType.JSON);
    }

    /** An endpoint that was added. */
    record Endpoint(String id, JsonPath json) implements AutoCloseable {
        String secret() {
            return json.getString("secret");
        }

        JsonPath now() {
            return asks().get(path()).then().statusCode(200).extract().jsonPath();
        }

        String path() {
            return ENDPOINTS + "/" + id;
        }

        JsonPath change(Map<String, ?> change) {
            return asks().body(change)
                    .patch(path())
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        JsonPath rotate(Map<String, ?> rotation) {
            return asks().body(rotation)
                    .post(path() + "/key")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        void test() {
            asks().post(path() + "/test").then().statusCode(202);
        }

        List<Map<String, Object>> deliveries(String status) {
            return asks().get(path() + "/deliveries?status=" + status)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items");
        }

        /** Waits until the only delivery is as it should be. */
        JsonPath delivery(Predicate<JsonPath> wanted) {
            return await(
                    () -> {
                        String only = asks().get(path() + "/deliveries")
                                .then()
                                .statusCode(200)
                                .extract()
                                .path("items[0].id");
                        return delivery(only);
                    },
                    wanted);
        }

        JsonPath delivery(String name) {
            return asks().get(path() + "/deliveries/" + name)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        @Override
        public void close() {
            asks().delete(path()).then().statusCode(204);
        }
    }

    static ValidatableResponse tries(Map<String, ?> endpoint) {
        return asks().body(endpoint).post(ENDPOINTS).then();
    }

    static Endpoint adds(URI url, String... types) {
        return adds(url, Map.of(), types);
    }

    static Endpoint adds(URI url, Map<String, ?> more, String... types) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("url", url.toString());
        body.put("event_types", List.of(types));
        JsonPath json = tries(body).statusCode(201).extract().jsonPath();
        return new Endpoint(json.getString("id"), json);
    }

    /** Looks until it is as it should be. */
    static JsonPath await(Supplier<JsonPath> look, Predicate<JsonPath> wanted) {
        return Patience.until(() -> Optional.of(look.get()).filter(wanted));
    }

    /** Looks again and again, for up to 20 seconds. */
    static final class Patience {
        private Patience() {}

        static <T> T until(Supplier<Optional<T>> look) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (true) {
                Optional<T> seen = look.get();
                if (seen.isPresent()) {
                    return seen.get();
                }
                if (System.nanoTime() > end) {
                    throw new AssertionError("it did not come");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }
}
