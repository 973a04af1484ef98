package dev.countersign.service.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AnswerHeadersTest {
    @Inject
    Clock clock;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/api/v1/purposes",
                "/openid4vp/requests/none",
                "/.well-known/did.json",
                "/nothing-here"
            })
    void every_answer_says_what_time_it_is_and_that_it_is_not_sniffed_or_framed(String path) {
        Response answer = given().redirects().follow(false).get(path);

        Instant said = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertThat(Duration.between(said, clock.instant()).abs()).isLessThan(Duration.ofSeconds(60));
        assertThat(answer.headers().getValues("Date")).hasSize(1);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }
}
