package dev.countersign.service.access.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.AdministerStaff;
import dev.countersign.service.access.Roles;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.access.StaffAccounts;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff accounts, for administrators. */
@Path("/api/v1/staff")
@RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff", description = "Accounts of the organisation's people")
public class StaffResource {
    private final AdministerStaff staff;
    private final StaffAccounts accounts;

    StaffResource(AdministerStaff staff, StaffAccounts accounts) {
        this.staff = staff;
        this.accounts = accounts;
    }

    /** An account to add. */
    @Schema(name = "NewStaff", description = "A staff account to add")
    public record NewStaff(
            @Schema(description = "By which they sign in") String account,
            String displayName,
            Optional<String> team,

            @Schema(description = "Some of agent, supervisor, auditor, admin")
            Set<String> roles) {}

    /** What to change; absent members stay as they are. */
    @Schema(name = "StaffChange", description = "What changes of a staff account; absent members stay as they are")
    public record StaffChange(
            Optional<String> displayName,
            Optional<String> team,
            Optional<Set<String>> roles,
            Optional<StaffState> state,

            @Schema(description = "true: the answer holds a new password")
            Optional<Boolean> newPassword) {}

    /** Whether an account may be used. */
    public enum StaffState {
        /** It may. */
        @JsonProperty("active")
        ACTIVE,
        /** It may not. */
        @JsonProperty("suspended")
        SUSPENDED
    }

    /** An account as it is shown; the password only in the answer that made it. */
    @Schema(name = "Staff", description = "A staff account; the password only in the answer that made it")
    public record ShownStaff(
            @Schema(description = "By which they sign in") String account,
            String displayName,
            Optional<String> team,

            @Schema(description = "Some of agent, supervisor, auditor, admin")
            Set<String> roles,

            StaffState state,
            @Schema(description = "Shown this once") Optional<String> password) {
        static ShownStaff of(StaffAccount account) {
            return of(account, Optional.empty());
        }

        static ShownStaff of(StaffAccount account, Optional<String> password) {
            return new ShownStaff(
                    account.account(),
                    account.displayName(),
                    account.team(),
                    new TreeSet<>(account.roles()),
                    StaffState.valueOf(account.state().name()),
                    password);
        }

        @Override
        public String toString() {
            return "ShownStaff " + account;
        }
    }

    /** Lists accounts. */
    @GET
    @Operation(operationId = "listStaff", summary = "List staff accounts")
    public Page<ShownStaff> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return accounts.list(PageRequest.parse(limit, cursor)).map(ShownStaff::of);
    }

    /** Shows an account. */
    @GET
    @Path("/{account}")
    @Operation(operationId = "showStaff", summary = "Show a staff account")
    public ShownStaff show(@PathParam("account") String account) {
        return ShownStaff.of(staff.find(account));
    }

    /** Adds an account; the answer holds its first password. */
    @POST
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.STATE_CONFLICT, ProblemType.TOO_MANY_REQUESTS})
    @APIResponseSchema(value = ShownStaff.class, responseCode = "201")
    @Operation(operationId = "addStaff", summary = "Add a staff account; the answer holds its first password, once")
    public Response add(NewStaff added) {
        StaffAccount account = new StaffAccount(
                required(added.account(), "/account"),
                required(added.displayName(), "/display_name"),
                added.team(),
                required(added.roles(), "/roles"),
                AccountState.ACTIVE);
        String password = staff.add(account);
        return Response.created(URI.create("/api/v1/staff/" + account.account()))
                .entity(ShownStaff.of(account, Optional.of(password)))
                .build();
    }

    /** Changes an account. */
    @PATCH
    @Path("/{account}")
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.STATE_CONFLICT, ProblemType.TOO_MANY_REQUESTS})
    @Operation(operationId = "changeStaff", summary = "Change or suspend a staff account, or give it a new password")
    public ShownStaff change(@PathParam("account") String name, StaffChange change) {
        StaffAccount before = staff.find(name);
        StaffAccount after = new StaffAccount(
                name,
                change.displayName().orElse(before.displayName()),
                change.team().or(before::team),
                change.roles().orElse(before.roles()),
                change.state().map(state -> AccountState.valueOf(state.name())).orElse(before.state()));
        staff.change(after);
        Optional<String> password =
                change.newPassword().filter(wanted -> wanted).map(wanted -> staff.resetPassword(name));
        return ShownStaff.of(after, password);
    }

    private static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.")
                    .at(pointer, "required");
        }
        return value;
    }
}
