mkdir my-orders && cd my-orders
npm init -y
