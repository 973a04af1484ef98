package dev.countersign.service.statuslist;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.protocol.statuslist.VerifiedStatusListToken;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.OwnStatusLists;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnStatusListsTest {
    @Inject
    AllocateStatus allocate;

    @Inject
    ChangeStatus change;

    @Inject
    StatusEntries entries;

    @Inject
    OwnStatusLists own;

    @Inject
    OrganisationKeys keys;

    @Inject
    Clock clock;

    @Test
    void a_new_credential_is_valid_until_it_is_revoked_for_good() {
        StatusReference place = allocate.allocate();
        assertThat(published(place)).isEqualTo(CredentialStatus.VALID);

        assertThat(change.change(place, CredentialStatus.SUSPENDED)).isEqualTo(StatusChange.CHANGED);
        assertThat(published(place)).isEqualTo(CredentialStatus.SUSPENDED);
        assertThat(change.change(place, CredentialStatus.VALID)).isEqualTo(StatusChange.CHANGED);
        assertThat(published(place)).isEqualTo(CredentialStatus.VALID);
        assertThat(change.change(place, CredentialStatus.INVALID)).isEqualTo(StatusChange.CHANGED);
        assertThat(change.change(place, CredentialStatus.INVALID)).isEqualTo(StatusChange.CHANGED);

        assertThat(change.change(place, CredentialStatus.VALID)).isEqualTo(StatusChange.REVOKED_FOR_GOOD);
        assertThat(change.change(place, CredentialStatus.SUSPENDED)).isEqualTo(StatusChange.REVOKED_FOR_GOOD);
        assertThat(published(place)).isEqualTo(CredentialStatus.INVALID);
    }

    @Test
    void many_who_allocate_at_once_never_get_the_same_place() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<StatusReference>> calls = IntStream.range(0, 200)
                    .<Callable<StatusReference>>mapToObj(i -> allocate::allocate)
                    .toList();
            Set<StatusReference> places = new HashSet<>();
            for (Future<StatusReference> one : threads.invokeAll(calls)) {
                places.add(one.get());
            }
            assertThat(places).hasSize(200);
            assertThat(places.stream().map(StatusReference::uri).collect(Collectors.toSet()))
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void places_tell_nothing_about_the_order_of_issuance() {
        List<Integer> indexes = IntStream.range(0, 20)
                .mapToObj(i -> allocate.allocate().index())
                .toList();
        assertThat(indexes).isNotEqualTo(indexes.stream().sorted().toList());
        assertThat(indexes).anyMatch(index -> index > AllocateStatus.LIST_SIZE / 4);
    }

    @Test
    void an_allocation_that_is_rolled_back_leaves_the_place_free() {
        QuarkusTransaction.begin();
        StatusReference place = allocate.allocate();
        QuarkusTransaction.rollback();

        assertThat(change.change(place, CredentialStatus.INVALID)).isEqualTo(StatusChange.UNKNOWN);
    }

    @Test
    void a_full_list_is_followed_by_a_new_one() {
        StatusReference before = allocate.allocate();
        var full = ListId.parse(lastPart(before.uri())).orElseThrow();
        int size = AllocateStatus.LIST_SIZE;
        // Every place is taken by others.
        QuarkusTransaction.requiringNew().run(() -> fill(full, size));

        StatusReference after = allocate.allocate();

        assertThat(after.uri()).isNotEqualTo(before.uri());
        assertThat(published(before)).isEqualTo(CredentialStatus.VALID);
    }

    @Inject
    EntityManager database;

    private void fill(ListId list, int size) {
        database.createNativeQuery("insert into statuslist_entry (list_id, index, status, allocated_at)"
                        + " select :list, place, 0, now() from generate_series(0, :last) place on conflict do nothing")
                .setParameter("list", list.value())
                .setParameter("last", size - 1)
                .executeUpdate();
    }

    @Test
    void a_place_that_was_never_given_out_cannot_be_revoked() {
        StatusReference place = allocate.allocate();
        var stranger = new StatusReference(URI.create("https://other.example/status_lists/1"), place.index());
        assertThat(change.change(stranger, CredentialStatus.INVALID)).isEqualTo(StatusChange.UNKNOWN);
        var outside = new StatusReference(place.uri(), AllocateStatus.LIST_SIZE);
        assertThat(change.change(outside, CredentialStatus.INVALID)).isEqualTo(StatusChange.UNKNOWN);
    }

    @Test
    void a_list_is_the_same_text_until_something_changes() {
        StatusReference place = allocate.allocate();
        Response first = given().get(place.uri());
        assertThat(first.contentType()).isEqualTo(StatusListToken.MEDIA_TYPE);
        assertThat(first.header("Cache-Control")).contains("max-age=60");
        String tag = first.header("ETag");

        given().header("If-None-Match", tag).get(place.uri()).then().statusCode(304);
        change.change(place, CredentialStatus.SUSPENDED);
        Response second = given().header("If-None-Match", tag).get(place.uri());

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void a_list_is_sent_compressed_to_those_who_accept_it() {
        StatusReference place = allocate.allocate();
        String plain =
                given().header("Accept-Encoding", "identity").get(place.uri()).asString();
        Response compressed = given().header("Accept-Encoding", "gzip").get(place.uri());
        assertThat(compressed.asString()).isEqualTo(plain);
        assertThat(compressed.header("Vary")).containsIgnoringCase("accept-encoding");
    }

    @Test
    void a_list_that_is_not_ours_is_not_found_and_one_of_the_past_is_not_kept() {
        StatusReference place = allocate.allocate();
        given().get("/status_lists/1").then().statusCode(404);
        given().get("/status_lists/stl_00000000000000000000000000").then().statusCode(404);
        given().get("/status_lists/..%2fcustomers").then().statusCode(404);
        given().queryParam("time", "1700000000").get(place.uri()).then().statusCode(501);
    }

    @Test
    void our_own_verifier_reads_the_same_list_without_the_network() {
        StatusReference place = allocate.allocate();
        assertThat(own.token(place.uri())).contains(given().get(place.uri()).asString());
        assertThat(own.token(URI.create("https://other.example/status_lists/1")))
                .isEmpty();
    }

    @Test
    void a_list_has_the_size_it_says() {
        StatusReference place = allocate.allocate();
        assertThat(verified(place).size()).isEqualTo(AllocateStatus.LIST_SIZE);
        assertThat(entries.find(ListId.parse(lastPart(place.uri())).orElseThrow())
                        .orElseThrow()
                        .size())
                .isEqualTo(AllocateStatus.LIST_SIZE);
    }

    private CredentialStatus published(StatusReference place) {
        return ((Verification.Verified<CredentialStatus>) verified(place).statusAt(place.index())).value();
    }

    private VerifiedStatusListToken verified(StatusReference place) {
        Response answer = given().get(place.uri());
        var token = StatusListToken.parseResponse(answer.contentType(), answer.asByteArray());
        var key = keys.publicKey(KeyUse.STATUS_LIST).toPublicKey();
        return ((Verification.Verified<VerifiedStatusListToken>) token.verify(key, place.uri(), clock.instant()))
                .value();
    }

    private static String lastPart(URI uri) {
        return uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    }
}
