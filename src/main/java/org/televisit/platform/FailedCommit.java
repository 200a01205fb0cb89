package org.televisit.platform;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.transaction.TransactionalException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a commit that fails as what it is for every caller: a RuntimeException. The container
 * throws what the transaction manager does, which is checked though no method declares it, past
 * every {@code catch (RuntimeException e)}. Stands around the container's interceptor, by the same
 * binding, so that no bean names it; {@code value} is part of the binding, hence one class for each
 * kind that ends a transaction.
 */
abstract class FailedCommit {

  /** The container's own has {@code PLATFORM_BEFORE + 200} (Jakarta Transactions, 3.7). */
  static final int AROUND_THE_TRANSACTION = Interceptor.Priority.PLATFORM_BEFORE + 100;

  @AroundInvoke
  @Nullable Object proceed(InvocationContext call) throws Exception {
    try {
      return call.proceed();
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException e) {
      throw new TransactionalException("the transaction could not be committed", e);
    }
  }

  @Interceptor
  @Transactional(TxType.REQUIRED)
  @Priority(AROUND_THE_TRANSACTION)
  static class OfRequired extends FailedCommit {}

  @Interceptor
  @Transactional(TxType.REQUIRES_NEW)
  @Priority(AROUND_THE_TRANSACTION)
  static class OfRequiresNew extends FailedCommit {}
}
