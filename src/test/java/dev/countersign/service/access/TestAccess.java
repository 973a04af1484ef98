package dev.countersign.service.access;

import static io.restassured.RestAssured.given;

import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Signs actors in for tests: staff of any roles, machines of any scopes. */
@ApplicationScoped
public class TestAccess {
    private final AdministerStaff staff;
    private final AdministerClients clients;
    private final PublicUrl publicUrl;
    private final SortableIds ids;

    TestAccess(AdministerStaff staff, AdministerClients clients, PublicUrl publicUrl, SortableIds ids) {
        this.staff = staff;
        this.clients = clients;
        this.publicUrl = publicUrl;
        this.ids = ids;
    }

    /** A new account and its password. */
    public record Login(String account, String password) {}

    /** A new machine client and its secret. */
    public record ClientLogin(String id, String secret) {}

    /** Adds a staff account with some roles. */
    public Login newStaff(String... roles) {
        String account = ids.make("s").replace('_', '.');
        String password = staff.add(
                new StaffAccount(account, "Robin Test", Optional.empty(), Set.of(roles), AccountState.ACTIVE));
        return new Login(account, password);
    }

    /** Adds a machine client with some scopes. */
    public ClientLogin newClient(String... scopes) {
        String id = ids.make("mch");
        String secret = clients.add(new MachineClient(
                        id, "Test client", Set.of(scopes), AccountState.ACTIVE, ClientProof.bySecret()))
                .orElseThrow();
        return new ClientLogin(id, secret);
    }

    /** Adds a machine client that proves itself otherwise than by a secret. */
    public String newClient(ClientProof proof, String... scopes) {
        String id = ids.make("mch");
        clients.add(new MachineClient(id, "Test client", Set.of(scopes), AccountState.ACTIVE, proof));
        return id;
    }

    /** Requests of a person who has just signed in, from our own page. */
    public RequestSpecification staff(String... roles) {
        return as(newStaff(roles));
    }

    /** Requests of a person, from our own page. */
    public RequestSpecification as(Login login) {
        String session = signIn(login);
        return given().cookie("countersign_session", session)
                .header("Origin", publicUrl.uri().toString());
    }

    /** Signs in and returns the session's token. */
    public String signIn(Login login) {
        return given().contentType("application/json")
                .body("{\"account\":\"%s\",\"password\":\"%s\"}".formatted(login.account(), login.password()))
                .post("/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("countersign_session");
    }

    /** Requests of a machine with some scopes. */
    public RequestSpecification machine(String... scopes) {
        return given().header("Authorization", "Bearer " + token(newClient(scopes)));
    }

    /** Gets an access token. */
    public String token(ClientLogin client) {
        return given().auth()
                .preemptive()
                .basic(client.id(), client.secret())
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
