package dev.countersign.service.ciba.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.ciba.CheckUserCode;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The secret without which nobody may have a customer's phone asked by CIBA. */
@Path("/api/v1/customers/{customer_number}/user_code")
@RolesAllowed("scope:customers")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class UserCodeResource {
    private final CheckUserCode userCode;
    private final Customers customers;

    UserCodeResource(CheckUserCode userCode, Customers customers) {
        this.userCode = userCode;
        this.customers = customers;
    }

    /** The new code. */
    @Schema(
            name = "NewUserCode",
            description = "A secret without which nobody may have a customer's phone asked by CIBA")
    public record NewUserCode(
            @Schema(required = true) @Nullable String userCode) {
        @Override
        public String toString() {
            return "NewUserCode";
        }
    }

    /** Sets the code. */
    @PUT
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.TOO_MANY_REQUESTS})
    @Operation(
            operationId = "setUserCode",
            summary = "Set a customer's user code: CIBA clients must send it from now on")
    public void set(@PathParam("customer_number") String number, NewUserCode body) {
        if (body.userCode() == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.")
                    .at("/user_code", "required");
        }
        userCode.set(find(number).id(), body.userCode());
    }

    /** Removes the code. */
    @DELETE
    @Operation(operationId = "removeUserCode", summary = "Remove a customer's user code")
    public void remove(@PathParam("customer_number") String number) {
        userCode.remove(find(number).id());
    }

    private Customer find(String number) {
        try {
            return customers.find(CustomerNumber.parse(number)).orElseThrow(UserCodeResource::unknown);
        } catch (MalformedInputException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such customer.");
    }
}
