package dev.countersign.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.countersign.service.canary.ledger.GoesOutAlone;
import dev.countersign.service.canary.ledger.ReachesUp;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shape of the service: rows of features, layers inside a feature, and what only the platform may do. */
class ArchitectureTest {
    private static final String ROOT = "dev.countersign.service.";

    /** Every feature has a row; a feature imports only rows below its own. */
    private static final Map<String, Integer> ROWS = Map.ofEntries(
            Map.entry("platform", 0),
            Map.entry("trust", 1),
            Map.entry("push", 1),
            Map.entry("ledger", 1),
            Map.entry("statuslist", 1),
            Map.entry("access", 1),
            Map.entry("presentation", 2),
            Map.entry("holder", 3),
            Map.entry("interaction", 4),
            Map.entry("issuance", 4),
            Map.entry("consent", 5),
            Map.entry("content", 5),
            Map.entry("message", 5),
            Map.entry("payment", 6),
            Map.entry("agreement", 6),
            Map.entry("feedback", 6),
            Map.entry("retention", 6),
            Map.entry("console", 7),
            Map.entry("portal", 7),
            Map.entry("ciba", 7),
            Map.entry("webhook", 7));

    private static final Set<String> LAYERS = Set.of("web", "store", "client");
    private static final List<Class<? extends Annotation>> DECISIONS =
            List.of(RolesAllowed.class, PermitAll.class, DenyAll.class, Authenticated.class);

    /** Methods that open a connection behind a harmless name. */
    private static final Set<String> FETCHES = Set.of(
            "java.net.URL.openStream",
            "java.net.URL.openConnection",
            "java.net.URL.getContent",
            "com.nimbusds.oauth2.sdk.http.HTTPRequest.send",
            "com.nimbusds.jose.jwk.JWKSet.load");

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.countersign.service");

    /** A class of ours in terms of the architecture. */
    private record Place(String feature, Optional<String> layer) {
        static Optional<Place> of(JavaClass javaClass, String root) {
            String name = javaClass.getPackageName();
            if (!name.startsWith(root)) {
                return Optional.empty();
            }
            String[] parts = name.substring(root.length()).split("\\.", -1);
            return Optional.of(new Place(parts[0], parts.length > 1 ? Optional.of(parts[1]) : Optional.empty()));
        }

        boolean mayUse(Place other) {
            if (feature.equals(other.feature)) {
                return layer.equals(other.layer)
                        || other.layer.filter(LAYERS::contains).isEmpty();
            }
            boolean lower = ROWS.getOrDefault(other.feature, 99) < ROWS.getOrDefault(feature, -1);
            // What all HTTP faces share lies in the platform's web package.
            boolean sharedWeb = other.feature.equals("platform") && other.layer.equals(Optional.of("web"));
            boolean open =
                    other.layer.filter(LAYERS::contains).isEmpty() || (sharedWeb && layer.equals(Optional.of("web")));
            return lower && open;
        }
    }

    private static ArchRule rowsAndLayers(String root) {
        return classes()
                .that(new DescribedPredicate<JavaClass>("lie in a feature") {
                    @Override
                    public boolean test(JavaClass javaClass) {
                        return Place.of(javaClass, root).isPresent();
                    }
                })
                .should(new ArchCondition<>("use only rows below their own, and no other feature's layers") {
                    @Override
                    public void check(JavaClass javaClass, ConditionEvents events) {
                        Place here = Place.of(javaClass, root).orElseThrow();
                        for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                            Place.of(dependency.getTargetClass().getBaseComponentType(), root)
                                    .filter(there -> !here.mayUse(there))
                                    .ifPresent(there -> events.add(
                                            SimpleConditionEvent.violated(javaClass, dependency.getDescription())));
                        }
                    }
                });
    }

    @Test
    void every_feature_has_a_row() {
        assertThat(SERVICE.stream()
                        .flatMap(javaClass -> Place.of(javaClass, ROOT).stream())
                        .map(Place::feature))
                .isSubsetOf(ROWS.keySet());
    }

    @Test
    void a_feature_imports_only_features_in_rows_below_its_own_and_nobody_imports_its_layers() {
        rowsAndLayers(ROOT).check(SERVICE);
    }

    @Test
    void the_row_rule_bites_a_feature_that_reaches_up() {
        JavaClasses canary = new ClassFileImporter().importPackagesOf(ReachesUp.class);

        assertThatThrownBy(() -> rowsAndLayers(ROOT + "canary.").check(canary))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ReachesUp");
    }

    @Test
    void feature_roots_know_no_http_sql_or_framework() {
        noClasses()
                .that(new DescribedPredicate<JavaClass>("are in the root of a feature") {
                    @Override
                    public boolean test(JavaClass javaClass) {
                        return Place.of(javaClass, ROOT)
                                .filter(place -> place.layer().isEmpty())
                                .isPresent();
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "java.sql..",
                        "javax.sql..",
                        "java.net.http..",
                        "io.vertx..",
                        "io.quarkus..")
                .check(SERVICE);
    }

    @Test
    void only_the_platform_reads_the_clock_makes_random_numbers_or_builds_json_mappers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.countersign.service.platform..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callConstructor(java.util.Date.class)
                .orShould()
                .callConstructor(com.fasterxml.jackson.databind.ObjectMapper.class)
                .orShould()
                .callMethod(com.fasterxml.jackson.databind.json.JsonMapper.class, "builder")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.concurrent.ThreadLocalRandom.class)
                .check(SERVICE);
    }

    /** Parsers and messages of the same libraries are welcome; what opens a connection is not. */
    private static ArchRule oneWayOut() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "platform.client..")
                // A key manager of the listener: the class that it extends names sockets, which it never touches.
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "platform.web.ServerKey")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "io.vertx.ext.web.client..",
                        "io.vertx.mutiny.ext.web.client..",
                        "jakarta.ws.rs.client..",
                        "org.eclipse.microprofile.rest.client..",
                        "org.apache.http..",
                        "org.apache.hc..",
                        "okhttp3..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.net.URLConnection.class,
                        java.net.Socket.class,
                        java.nio.channels.SocketChannel.class,
                        javax.net.SocketFactory.class,
                        io.vertx.core.http.HttpClient.class,
                        io.vertx.core.http.WebSocketClient.class,
                        io.vertx.core.net.NetClient.class,
                        com.nimbusds.jose.util.ResourceRetriever.class)
                .orShould()
                .callMethodWhere(new DescribedPredicate<>("it fetches from a URL") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        String owner = call.getTargetOwner().getFullName();
                        return FETCHES.contains(owner + "." + call.getName());
                    }
                });
    }

    @Test
    void every_outbound_request_goes_through_the_guarded_client() {
        oneWayOut().check(SERVICE);
    }

    @Test
    void only_the_connection_to_apns_opens_connections_by_a_library_of_its_own() {
        // APNs wants HTTP/2 with signed, long-lived connections. The address is the operator's, and judged by the same
        // rules.
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "push.client.ApnsConnection")
                .and()
                .haveNameNotMatching(".*\\.push\\.client\\.ApnsConnection\\$.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.eatthepath..")
                .check(SERVICE);
    }

    @Test
    void only_the_anchor_in_stellar_knows_its_sdk() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "ledger.client.StellarAnchor")
                .and()
                .haveNameNotMatching(".*\\.ledger\\.client\\.StellarAnchor\\$.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.stellar..")
                .check(SERVICE);
    }

    @Test
    void the_rule_of_one_way_out_bites_whoever_opens_a_connection_alone() {
        JavaClasses canary = new ClassFileImporter().importClasses(GoesOutAlone.class);

        assertThatThrownBy(() -> oneWayOut().check(canary))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("java.net.http.HttpClient")
                .hasMessageContaining("java.net.URL.openStream");
    }

    @Test
    void every_endpoint_says_who_may_call_it() {
        methods()
                .that(new DescribedPredicate<JavaMethod>("answer HTTP requests") {
                    @Override
                    public boolean test(JavaMethod method) {
                        return method.getAnnotations().stream()
                                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));
                    }
                })
                .should(new ArchCondition<>("have a role annotation, on the method or its class") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean decided = DECISIONS.stream()
                                .anyMatch(decision -> method.isAnnotatedWith(decision)
                                        || method.getOwner().isAnnotatedWith(decision));
                        if (!decided) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                        }
                    }
                })
                .check(SERVICE);
    }
}
