package dev.countersign.service.platform.web;

import dev.countersign.protocol.Json;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds every answer of the API that any test gets by RestAssured against the API's own document. */
public final class DocumentedAnswers implements Filter, QuarkusTestBeforeEachCallback {
    private static final Pattern JSON = Pattern.compile("application/(problem\\+)?json\\b");

    private static @Nullable DocumentedApi document;

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(this);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        if (path.startsWith("/api/v1/")) {
            String type = answer.getContentType();
            document()
                    .check(
                            request.getMethod(),
                            path,
                            new DocumentedApi.Answer(
                                    answer.statusCode(),
                                    type == null ? "" : type,
                                    JSON.matcher(String.valueOf(type)).lookingAt()
                                            ? answer.asByteArray()
                                            : new byte[0]));
        }
        return answer;
    }

    private static synchronized DocumentedApi document() {
        DocumentedApi known = document;
        if (known == null) {
            known = new DocumentedApi(Json.parseObject(RestAssured.given()
                    .noFilters()
                    .get("/q/openapi?format=json")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray()));
            document = known;
        }
        return known;
    }
}
