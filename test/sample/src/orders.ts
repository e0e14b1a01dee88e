import { Pool } from 'pg';

const pool = new Pool();

/** Moves an order to another customer. */
export async function moveOrder(order: number, customer: number): Promise<boolean> {
  const client = await pool.connect();
  await client.query('BEGIN');
  const { rowCount } = await client.query('UPDATE orders SET customer = $1 WHERE id = $2', [customer, order]);
  if (rowCount === 0) {
    return false;
  }
  await client.query('COMMIT');
  client.release();
  return true;
}
